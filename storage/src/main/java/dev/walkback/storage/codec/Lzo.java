package dev.walkback.storage.codec;

import java.io.InputStream;
import java.io.OutputStream;

/** The files of the lzop program, which WAL-E wrote and WAL-G can still read. Read only. */
final class Lzo implements Codec {

    static final String NAME = "lzo";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String extension() {
        return "lzo";
    }

    @Override
    public InputStream decoding(InputStream in) {
        StoredBytes stored = new StoredBytes(NAME, in);
        return new DecodingStream(stored, new LzoDecoder(stored));
    }

    @Override
    public OutputStream encoding(OutputStream stored) {
        throw new UnsupportedOperationException("lzo is read only");
    }

    @Override
    public boolean writes() {
        return false;
    }
}
