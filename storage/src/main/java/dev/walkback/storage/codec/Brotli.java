package dev.walkback.storage.codec;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Brotli at WAL-G's quality. The format has no checksum: altered bytes may decode to other content. */
final class Brotli implements Codec {

    static final String NAME = "brotli";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String extension() {
        return "br";
    }

    @Override
    public InputStream decoding(InputStream in) throws IOException {
        NativeLibrary.load(NAME, Brotli4jLoader::ensureAvailability);
        StoredBytes stored = new StoredBytes(NAME, in);
        return new DecodingStream(stored, new BrotliDecoder(stored));
    }

    @Override
    public OutputStream encoding(OutputStream stored) throws IOException {
        NativeLibrary.load(NAME, Brotli4jLoader::ensureAvailability);
        return new BrotliEncoder(stored);
    }

    @Override
    public boolean writes() {
        return true;
    }
}
