package dev.walkback.storage.codec;

import java.io.InputStream;
import java.io.OutputStream;

/** Bytes as they are. Nothing marks an end, so nothing can be found missing: that is for whoever knows the content. */
final class None implements Codec {

    static final String NAME = "none";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String extension() {
        return "";
    }

    @Override
    public InputStream decoding(InputStream stored) {
        return stored;
    }

    @Override
    public OutputStream encoding(OutputStream stored) {
        return stored;
    }

    @Override
    public boolean writes() {
        return true;
    }
}
