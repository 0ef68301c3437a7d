package dev.walkback.storage.ssh;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Writes a remote file from its beginning, with many pieces under way at once. Its failures are {@link StorageException}s,
 * so that what made the bytes cannot take them for failures of its own.
 */
final class RemoteOutput extends OutputStream {

    private static final int PIECE = 32 * 1024;
    private static final int AT_ONCE = 32;

    /** Turns a failure to write into what the caller is told. */
    interface Explanation {
        StorageException of(IOException e);
    }

    private final Sftp sftp;
    private final byte[] handle;
    private final Duration idle;
    private final Location location;
    private final String attempted;
    private final Explanation explanation;

    private final byte[] piece = new byte[PIECE];
    private final Queue<Integer> sent = new ArrayDeque<>();
    private int filled;
    private long written;
    private @Nullable StorageException failure;

    RemoteOutput(
            Sftp sftp, byte[] handle, Duration idle, Location location, String attempted, Explanation explanation) {
        this.sftp = sftp;
        this.handle = handle;
        this.idle = idle;
        this.location = location;
        this.attempted = attempted;
        this.explanation = explanation;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        int start = offset;
        int left = length;
        while (left > 0) {
            int count = Math.min(left, PIECE - filled);
            System.arraycopy(from, start, piece, filled, count);
            filled += count;
            start += count;
            left -= count;
            if (filled == PIECE) {
                send();
            }
        }
    }

    /** Sends the rest, and waits until the server has taken everything. */
    long finish() {
        send();
        try {
            while (!sent.isEmpty()) {
                takeAnswer();
            }
        } catch (IOException e) {
            throw broken(e);
        }
        return written;
    }

    private void send() {
        if (failure != null) {
            throw failure;
        }
        if (Thread.currentThread().isInterrupted()) {
            failure = new StorageException.Interrupted(location, attempted, null);
            throw failure;
        }
        if (filled == 0) {
            return;
        }
        try {
            while (sent.size() >= AT_ONCE) {
                takeAnswer();
            }
            sent.add(sftp.askWrite(handle, written, piece, 0, filled));
            written += filled;
            filled = 0;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private void takeAnswer() throws IOException {
        sftp.done(sent.remove(), idle);
    }

    private StorageException broken(IOException e) {
        StorageException explained = explanation.of(e);
        failure = explained;
        return explained;
    }

    /** Forgets the answers that came after a failure. */
    void forget() {
        sent.forEach(sftp::drop);
    }
}
