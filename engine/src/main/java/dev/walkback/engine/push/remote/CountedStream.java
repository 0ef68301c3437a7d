package dev.walkback.engine.push.remote;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Counts what passes. */
final class CountedStream extends InputStream {

    private final InputStream in;
    private final LongConsumer passed;

    CountedStream(InputStream in, LongConsumer passed) {
        this.in = in;
        this.passed = passed;
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        if (one >= 0) {
            passed.accept(1);
        }
        return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = in.read(into, from, length);
        if (read > 0) {
            passed.accept(read);
        }
        return read;
    }
}
