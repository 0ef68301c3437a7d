package dev.walkback.storage.codec;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A library's encoding stream with manners. It is closed once, and the stream under it once; nothing is written after that; and
 * when the stream under it has failed, closing frees the library's memory without writing there again. Flushes are not passed
 * on to the library: they would cut its blocks short.
 */
final class LibraryEncoder extends OutputStream {

    private final Sink sink;
    private final OutputStream library;
    private boolean closed;

    /** Puts the library's stream over another one. */
    interface Maker {

        OutputStream over(OutputStream stored) throws IOException;
    }

    LibraryEncoder(OutputStream stored, Maker maker) throws IOException {
        this.sink = new Sink(stored);
        this.library = maker.over(sink);
    }

    @Override
    public void write(int oneByte) throws IOException {
        checkOpen();
        library.write(oneByte);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        checkOpen();
        library.write(bytes, from, length);
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("stream closed");
        }
    }

    @Override
    public void flush() throws IOException {
        sink.stored.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        boolean failedBefore = sink.failed;
        try (OutputStream stored = sink.stored) {
            library.close();
            stored.flush();
        } catch (IOException failure) {
            if (!failedBefore) {
                throw failure;
            }
        }
    }

    private static final class Sink extends OutputStream {

        private final OutputStream stored;
        private boolean failed;

        Sink(OutputStream stored) {
            this.stored = stored;
        }

        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (failed) {
                return;
            }
            failed = true;
            stored.write(bytes, from, length);
            failed = false;
        }
    }
}
