package dev.walkback.storage.azure;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.io.InputStream;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A part of an object, fetched piece by piece: each is one ranged request that asks for the state that was opened. The next
 * piece is under way while one is read. The first ones are small, so that who reads only the beginning fetches little.
 */
final class PieceInput extends InputStream {

    private static final long SMALLEST = 256 << 10;
    private static final long LARGEST = 8 << 20;

    /** Fetches one piece. */
    interface Fetch {
        Future<byte[]> begin(long offset, long length);

        byte[] outcome(Future<byte[]> begun);
    }

    private final Fetch fetch;
    private final Location location;
    private final String key;
    private final long end;
    private long next;
    private long length = SMALLEST;
    private byte[] piece;
    private int used;
    private @Nullable Future<byte[]> underWay;
    private long asked;
    private boolean closed;

    /** @param first what is there already, from {@code offset} on */
    PieceInput(Fetch fetch, Location location, String key, byte[] first, long offset, long end) {
        this.fetch = fetch;
        this.location = location;
        this.key = key;
        this.piece = first;
        this.next = offset + first.length;
        this.end = end;
    }

    static long firstLength(long wanted) {
        return Math.min(SMALLEST, wanted);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int count) {
        if (count == 0) {
            return 0;
        }
        if (closed) {
            throw new IllegalStateException("the object was closed");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException.Interrupted(location, "read " + key, null);
        }
        if (used == piece.length && !turn()) {
            return -1;
        }
        int now = Math.min(count, piece.length - used);
        System.arraycopy(piece, used, into, offset, now);
        used += now;
        return now;
    }

    @Override
    public int available() {
        return piece.length - used;
    }

    private boolean turn() {
        if (underWay == null) {
            ask();
        }
        Future<byte[]> waited = underWay;
        if (waited == null) {
            return false;
        }
        byte[] bytes = fetch.outcome(waited);
        underWay = null;
        if (bytes.length != asked) {
            throw new StorageException.Unreachable(
                    location, "read " + key, bytes.length + " of " + asked + " bytes came", null);
        }
        piece = bytes;
        used = 0;
        ask();
        return true;
    }

    private void ask() {
        if (next >= end) {
            return;
        }
        asked = Math.min(length, end - next);
        underWay = fetch.begin(next, asked);
        next += asked;
        length = Math.min(LARGEST, length * 2);
    }

    @Override
    public void close() {
        closed = true;
        piece = new byte[0];
        used = 0;
        if (underWay != null) {
            underWay.cancel(true);
            underWay = null;
        }
    }
}
