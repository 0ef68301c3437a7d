package dev.walkback.storage.s3;

import dev.walkback.storage.Quietly;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * The content of one request, as often as the SDK asks for it (once to sign and once to send, with some stores). Says when
 * bytes moved, and keeps apart what the SDK would mix up: a content that cannot be read is no failure of the line.
 */
final class SentBytes implements ContentStreamProvider, AutoCloseable {

    private final Source source;
    private final long length;
    private final Waiting.Progress progress;
    private @Nullable InputStream open;
    private volatile @Nullable IOException unreadable;

    /** Opens the bytes from their beginning. */
    interface Source {
        InputStream open() throws IOException;
    }

    SentBytes(Source source, long length, Waiting.Progress progress) {
        this.source = source;
        this.length = length;
        this.progress = progress;
    }

    @Override
    public InputStream newStream() {
        close();
        try {
            open = new Watched(source.open());
            return open;
        } catch (IOException e) {
            unreadable = e;
            throw new UncheckedIOException(e);
        }
    }

    /** Throws what went wrong on the content's side, if anything did. */
    void requireReadable() {
        IOException failed = unreadable;
        if (failed != null) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        Quietly.close(open);
        open = null;
    }

    private final class Watched extends FilterInputStream {

        private long left = length;

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            if (wanted == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            try {
                int count = in.read(target, offset, (int) Math.min(wanted, left));
                if (count < 0) {
                    throw new EOFException("the content ended " + left + " bytes early");
                }
                left -= count;
                if (left == 0) {
                    progress.handedOver(length);
                } else {
                    progress.made();
                }
                return count;
            } catch (IOException e) {
                unreadable = e;
                throw e;
            }
        }

        @Override
        public long skip(long count) throws IOException {
            byte[] skipped = new byte[(int) Math.min(count, 8192)];
            return Math.max(0, read(skipped, 0, skipped.length));
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(in.available(), left);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
