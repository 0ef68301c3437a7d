package dev.walkback.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One direction of a {@link FaultProxy}. Byte counts start when the fault is set and run over all connections. Safe for
 * use by any thread: all state is guarded by this object, and nobody waits for the network while holding it.
 */
public final class FaultyDirection {

    private static final long NEVER = Long.MAX_VALUE;

    /** What happens at a certain byte. */
    private enum Fate {
        CUT,
        CUT_ONCE,
        STALL,
        CORRUPT
    }

    /** Told whether new connections are refused from now on. */
    private final Consumer<Boolean> breakLine;

    private Duration delay = Duration.ZERO;
    private long bytesPerSecond = NEVER;
    private Fate fate = Fate.CUT;
    private long untilFate = NEVER;
    private long passed;

    FaultyDirection(Consumer<Boolean> breakLine) {
        this.breakLine = breakLine;
    }

    /** Holds every piece back for so long. */
    public synchronized void delay(Duration eachPiece) {
        delay = eachPiece;
    }

    /** Lets so much through, per connection. */
    public synchronized void rate(long bytes) {
        bytesPerSecond = bytes;
    }

    /** After so many more bytes every connection is reset, and new ones are too, until the proxy is healed. */
    public void cutAfter(long bytes) {
        decide(Fate.CUT, bytes);
    }

    /** After so many more bytes every connection is reset; new ones work. */
    public void cutOnceAfter(long bytes) {
        decide(Fate.CUT_ONCE, bytes);
    }

    /** After so many more bytes nothing passes any more, on any connection, and nobody is told. */
    public void stallAfter(long bytes) {
        decide(Fate.STALL, bytes);
    }

    /** Flips one bit of the byte that comes after so many more. */
    public void corruptAfter(long bytes) {
        decide(Fate.CORRUPT, bytes);
    }

    /** How many bytes have passed since the proxy began. */
    public synchronized long passed() {
        return passed;
    }

    /** Waits until so many bytes have passed since the proxy began. */
    public synchronized void awaitPassed(long bytes) throws InterruptedException {
        while (passed < bytes) {
            wait();
        }
    }

    synchronized void heal() {
        delay = Duration.ZERO;
        bytesPerSecond = NEVER;
        untilFate = NEVER;
        notifyAll();
    }

    private synchronized void decide(Fate what, long bytes) {
        fate = what;
        untilFate = bytes;
        notifyAll();
    }

    void pass(InputStream from, OutputStream to) throws IOException, InterruptedException {
        byte[] piece = new byte[16 * 1024];
        int length = from.read(piece);
        while (length > 0) {
            holdBack(length);
            int sent = 0;
            while (sent < length) {
                int now = admit(piece, sent, length - sent);
                to.write(piece, sent, now);
                to.flush();
                sent += now;
            }
            length = from.read(piece);
        }
    }

    private void holdBack(int length) throws InterruptedException {
        long nanos;
        synchronized (this) {
            nanos = delay.toNanos() + (bytesPerSecond == NEVER ? 0 : length * 1_000_000_000L / bytesPerSecond);
        }
        if (nanos > 0) {
            Thread.sleep(Duration.ofNanos(nanos));
        }
    }

    /** Says how many bytes may go now, at least one unless the line breaks; waits while the direction is stalled. */
    private int admit(byte[] piece, int offset, int length) throws IOException, InterruptedException {
        boolean forGood;
        synchronized (this) {
            while (untilFate == 0 && fate == Fate.STALL) {
                wait();
            }
            if (untilFate == 0 && fate == Fate.CORRUPT) {
                piece[offset] = (byte) (piece[offset] ^ 0x40);
                untilFate = NEVER;
            }
            if (untilFate > 0) {
                int now = (int) Math.min(length, untilFate);
                untilFate = untilFate == NEVER ? NEVER : untilFate - now;
                passed += now;
                notifyAll();
                return now;
            }
            forGood = fate == Fate.CUT;
            untilFate = forGood ? 0 : NEVER;
        }
        breakLine.accept(forGood);
        throw new IOException("cut");
    }
}
