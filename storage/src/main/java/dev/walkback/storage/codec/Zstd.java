package dev.walkback.storage.codec;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Zstandard: frames with a checksum, read one after another as if their contents were one; windows up to 512 MiB. */
record Zstd(ZstdLevel level) implements Codec {

    static final String NAME = "zstd";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String extension() {
        return "zst";
    }

    @Override
    public InputStream decoding(InputStream in) throws IOException {
        NativeLibrary.load(NAME, () -> Native.load());
        StoredBytes stored = new StoredBytes(NAME, in);
        return new DecodingStream(stored, new ZstdDecoder(stored));
    }

    @Override
    public OutputStream encoding(OutputStream stored) throws IOException {
        NativeLibrary.load(NAME, () -> Native.load());
        return new LibraryEncoder(stored, sink -> Library.over(sink, level));
    }

    @Override
    public boolean writes() {
        return true;
    }

    /** Apart, so that the JVM can check the codec's class without loading the library's. */
    private static final class Library {

        static OutputStream over(OutputStream sink, ZstdLevel level) throws IOException {
            return new ZstdOutputStreamNoFinalizer(sink, level.level())
                    .setChecksum(true)
                    .setWindowLog(level.windowLog());
        }
    }
}
