package dev.walkback.storage.wrap;

import dev.walkback.storage.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Bytes and contents that tell somebody how many of them pass, piece by piece, and stay of their kind. */
final class Throughput {

    /** Is told after a piece was read, or before one is written. May wait. */
    interface Meter {
        void passed(int bytes);
    }

    private Throughput() {}

    static InputStream metered(InputStream in, int largestPiece, Meter meter) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                int value = in.read();
                if (value >= 0) {
                    meter.passed(1);
                }
                return value;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = in.read(into, offset, Math.min(length, largestPiece));
                if (read > 0) {
                    meter.passed(read);
                }
                return read;
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }

    static Content metered(Content content, int largestPiece, Meter meter) {
        return switch (content) {
            case Content.Stored stored ->
                new Content.Stored() {
                    @Override
                    public long length() {
                        return stored.length();
                    }

                    @Override
                    public InputStream open(long offset) throws IOException {
                        return metered(stored.open(offset), largestPiece, meter);
                    }
                };
            case Content.Produced produced ->
                new Content.Produced() {
                    @Override
                    public boolean repeatable() {
                        return produced.repeatable();
                    }

                    @Override
                    public void writeTo(OutputStream sink) throws IOException {
                        produced.writeTo(metered(sink, largestPiece, meter));
                    }
                };
        };
    }

    private static OutputStream metered(OutputStream sink, int largestPiece, Meter meter) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                meter.passed(1);
                sink.write(value);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                for (int done = 0; done < length; ) {
                    int now = Math.min(largestPiece, length - done);
                    meter.passed(now);
                    sink.write(bytes, offset + done, now);
                    done += now;
                }
            }

            @Override
            public void flush() throws IOException {
                sink.flush();
            }
        };
    }
}
