package dev.walkback.storage.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/**
 * LZMA as it was before the xz format ("lzma alone"): a header of 13 bytes, then one stream. Written as WAL-G does, of unknown
 * size and with an end marker. The format has no checksum, though its coder notices most changes.
 */
final class Lzma implements Codec {

    static final String NAME = "lzma";

    private static final int DICTIONARY = 8 * 1024 * 1024;
    private static final int FAST_PRESET = 2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String extension() {
        return "lzma";
    }

    @Override
    public InputStream decoding(InputStream in) {
        StoredBytes stored = new StoredBytes(NAME, in);
        return new DecodingStream(stored, new LzmaDecoder(stored));
    }

    @Override
    public OutputStream encoding(OutputStream stored) throws IOException {
        return new LibraryEncoder(stored, Library::over);
    }

    @Override
    public boolean writes() {
        return true;
    }

    /** Apart, so that the JVM can check the codec's class without loading the library's. */
    private static final class Library {

        static OutputStream over(OutputStream sink) throws IOException {
            LZMA2Options options = new LZMA2Options(FAST_PRESET);
            options.setDictSize(DICTIONARY);
            return new LZMAOutputStream(sink, options, -1);
        }
    }
}
