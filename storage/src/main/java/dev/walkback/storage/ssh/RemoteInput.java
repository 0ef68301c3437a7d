package dev.walkback.storage.ssh;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * A part of a remote file. Asks for many pieces before the first has come, beginning with a few, so that who reads only the
 * beginning causes little traffic.
 */
final class RemoteInput extends InputStream {

    private static final int LARGEST_PIECE = 32 * 1024;
    private static final int FEW = 4;
    private static final int MANY = 64;

    private final Line line;
    private final Line.Lease lease;
    private final byte[] handle;
    private final Duration idle;
    private final Failures failures;
    private final Location location;
    private final String key;

    private final Queue<Asked> asked = new ArrayDeque<>();
    private int pieceLength = LARGEST_PIECE;
    private int atOnce = FEW;
    private long next;
    private final long end;
    private byte[] piece = new byte[0];
    private int used;
    private boolean closed;

    private record Asked(int id, long offset, int length) {}

    RemoteInput(
            Line line,
            Line.Lease lease,
            byte[] handle,
            long offset,
            long length,
            Duration idle,
            Failures failures,
            Location location,
            String key) {
        this.line = line;
        this.lease = lease;
        this.handle = handle;
        this.next = offset;
        this.end = offset + length;
        this.idle = idle;
        this.failures = failures;
        this.location = location;
        this.key = key;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (closed) {
            throw new IllegalStateException("the object was closed");
        }
        if (used == piece.length && !fetch()) {
            return -1;
        }
        int count = Math.min(length, piece.length - used);
        System.arraycopy(piece, used, into, offset, count);
        used += count;
        return count;
    }

    @Override
    public int available() {
        return piece.length - used;
    }

    private boolean fetch() {
        String attempted = "read " + key;
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException.Interrupted(location, attempted, null);
        }
        try {
            ask();
            Asked first = asked.peek();
            if (first == null) {
                return false;
            }
            byte[] bytes = lease.sftp().data(first.id(), idle);
            asked.remove();
            accept(first, bytes);
            return true;
        } catch (IOException e) {
            Connection.giveUpIfSilent(line, e);
            throw failures.of(e, attempted, key);
        }
    }

    private void ask() throws IOException {
        while (asked.size() < atOnce && next < end) {
            int length = (int) Math.min(pieceLength, end - next);
            asked.add(new Asked(lease.sftp().askRead(handle, next, length), next, length));
            next += length;
        }
        atOnce = Math.min(MANY, atOnce + 2);
    }

    /** A server may give less than it was asked for; what it left out is asked for again, before all else. */
    private void accept(Asked question, byte[] bytes) throws IOException {
        if (bytes.length == 0 || bytes.length > question.length()) {
            throw new StorageException.Changed(
                    location, key, "it ends at byte " + question.offset() + ", before its size of then", null);
        }
        if (bytes.length < question.length()) {
            againFrom(question.offset() + bytes.length);
            pieceLength = bytes.length;
        }
        piece = bytes;
        used = 0;
    }

    // pieces that are under way are given up: they would have to be put behind the one that is missing
    private void againFrom(long offset) {
        lease.leave(asked.stream().map(Asked::id).toList());
        asked.clear();
        next = offset;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<Integer> unread = new ArrayList<>(asked.stream().map(Asked::id).toList());
        try {
            unread.add(lease.sftp().askClose(handle));
        } catch (IOException gone) {
            // with the channel goes the handle
        } finally {
            lease.leave(unread);
            lease.close();
        }
    }
}
