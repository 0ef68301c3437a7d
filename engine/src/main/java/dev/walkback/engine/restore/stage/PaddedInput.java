package dev.walkback.engine.restore.stage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Goes on with zeros up to a length, as PostgreSQL does with a segment that it has begun. */
final class PaddedInput extends FilterInputStream {

    private long left;

    PaddedInput(InputStream in, long length) {
        super(in);
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = in.read(into, offset, length);
        if (read < 0 && left > 0 && length > 0) {
            read = (int) Math.min(left, length);
            Arrays.fill(into, offset, offset + read, (byte) 0);
        }
        left -= Math.max(0, read);
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, Integer.MAX_VALUE)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
