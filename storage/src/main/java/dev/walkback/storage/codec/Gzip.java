package dev.walkback.storage.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Gzip, members one after another read as if their contents were one. WAL-G reads it and has no method that writes it. */
final class Gzip implements Codec {

    static final String NAME = "gzip";

    private static final int BUFFER = 64 * 1024;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String extension() {
        return "gz";
    }

    @Override
    public InputStream decoding(InputStream in) {
        StoredBytes stored = new StoredBytes(NAME, in);
        return new DecodingStream(stored, new GzipDecoder(stored));
    }

    @Override
    public OutputStream encoding(OutputStream stored) throws IOException {
        return new LibraryEncoder(stored, sink -> new GZIPOutputStream(sink, BUFFER));
    }

    @Override
    public boolean writes() {
        return true;
    }
}
