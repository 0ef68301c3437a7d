package dev.walkback.shell.command;

import dev.walkback.storage.Content;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Content whose bytes are counted while they are read. */
final class Counted {

    private Counted() {}

    static Content of(Content content, LongConsumer moved) {
        return switch (content) {
            case Content.Stored stored -> stored(stored, moved);
            case Content.Produced produced -> produced(produced, moved);
        };
    }

    private static Content.Stored stored(Content.Stored content, LongConsumer moved) {
        return new Content.Stored() {
            @Override
            public long length() {
                return content.length();
            }

            @Override
            public InputStream open(long offset) throws IOException {
                return new FilterInputStream(content.open(offset)) {
                    @Override
                    public int read() throws IOException {
                        int value = in.read();
                        moved.accept(value < 0 ? 0 : 1);
                        return value;
                    }

                    @Override
                    public int read(byte[] buffer, int from, int length) throws IOException {
                        int count = in.read(buffer, from, length);
                        moved.accept(Math.max(0, count));
                        return count;
                    }
                };
            }
        };
    }

    private static Content.Produced produced(Content.Produced content, LongConsumer moved) {
        return new Content.Produced() {
            @Override
            public boolean repeatable() {
                return content.repeatable();
            }

            @Override
            public void writeTo(OutputStream sink) throws IOException {
                content.writeTo(counting(sink, moved));
            }
        };
    }

    static OutputStream counting(OutputStream sink, LongConsumer moved) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                sink.write(value);
                moved.accept(1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                sink.write(bytes, from, length);
                moved.accept(length);
            }

            @Override
            public void flush() throws IOException {
                sink.flush();
            }
        };
    }
}
