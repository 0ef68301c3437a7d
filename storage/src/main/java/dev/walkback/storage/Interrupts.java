package dev.walkback.storage;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.Stream;

/**
 * Where a storage asks whether the calling thread was told to stop: before each call, and at each piece of a stream. Waiting
 * for a network or a disk is each storage's own to end; this catches what would otherwise run on from buffers.
 */
public final class Interrupts {

    private Interrupts() {}

    /** Throws {@link StorageException.Interrupted}, with the thread's flag still set, if the thread was interrupted. */
    public static void check(Location location, String attempted) {
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException.Interrupted(location, attempted, null);
        }
    }

    /** The same elements, asking before each. */
    public static <T> Stream<T> checked(Stream<T> listing, Location location, String attempted) {
        return listing.peek(element -> check(location, attempted));
    }

    /** The same bytes, asking before each piece. */
    public static InputStream checked(InputStream in, Location location, String attempted) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                check(location, attempted);
                return in.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                check(location, attempted);
                return in.read(into, offset, length);
            }
        };
    }

    /** Passes bytes on, asking before each piece. */
    public static OutputStream checked(OutputStream sink, Location location, String attempted) {
        return new FilterOutputStream(sink) {
            @Override
            public void write(int value) throws IOException {
                check(location, attempted);
                out.write(value);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                check(location, attempted);
                out.write(bytes, offset, length);
            }
        };
    }
}
