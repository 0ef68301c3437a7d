package dev.walkback.storage.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * LZ4's frame format. Writes what WAL-G writes: one frame of independent blocks of at most 4 MiB with a checksum of the content.
 * Reads what the lz4 program reads: linked blocks, block checksums, sizes, skippable frames, legacy frames, and frames one
 * after another as if their contents were one. (WAL-G's reader stops after the first.) Frames that need a dictionary are refused.
 */
final class Lz4 implements Codec {

    static final String NAME = "lz4";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String extension() {
        return "lz4";
    }

    @Override
    public InputStream decoding(InputStream in) {
        StoredBytes stored = new StoredBytes(NAME, in);
        return new DecodingStream(stored, new Lz4Decoder(stored));
    }

    @Override
    public OutputStream encoding(OutputStream stored) throws IOException {
        return new Lz4Encoder(stored);
    }

    @Override
    public boolean writes() {
        return true;
    }
}
