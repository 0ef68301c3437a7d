package dev.walkback.storage.crypto.openpgp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The stored bytes: counts them, and remembers their own failures, which must not be taken for damage. */
final class Source extends FilterInputStream {

    private long offset;
    private @Nullable IOException failure;
    private @Nullable RuntimeException refusal;

    Source(InputStream stored) {
        super(stored);
    }

    long offset() {
        return offset;
    }

    /** Throws what the stored bytes threw, if they did. */
    void rethrow() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            int read = in.read(bytes, from, length);
            offset += Math.max(read, 0);
            return read;
        } catch (IOException e) {
            failure = e;
            throw e;
        } catch (RuntimeException e) {
            refusal = e;
            throw e;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
