package dev.walkback.engine.walreceive;

import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream in a thread of its own, into segments, and tells the server what has come: also while an earlier segment is still
 * being stored. Two segments are in memory and no more. When nobody takes a full one for long, the session is given up rather than left
 * unread: a server waits for a client that it still has, also when it is to shut down.
 */
final class StreamReading implements Runnable {

    private static final long PATIENCE_SECONDS = 10;
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final WalServer server;
    private final WalStream stream;
    private final SynchronousQueue<Received> hand = new SynchronousQueue<>();
    private final Thread thread;
    private Segment segment;
    private byte[] bytes;
    private byte[] other;
    private int filled;
    private long reportedAt;
    private volatile Lsn received;
    private volatile long heardAt;
    private volatile boolean waiting;

    private StreamReading(WalServer server, WalStream stream, Segment from, byte[] one, byte[] two) {
        this.server = server;
        this.stream = stream;
        this.segment = from;
        this.bytes = one;
        this.other = two;
        this.received = from.start();
        this.heardAt = System.nanoTime();
        this.reportedAt = heardAt;
        this.thread = Thread.ofPlatform().daemon().name("receive").unstarted(this);
    }

    /** @param one,two as long as segments are; used in turn, whatever is in them */
    static StreamReading begin(WalServer server, WalStream stream, Segment from, byte[] one, byte[] two) {
        StreamReading reading = new StreamReading(server, stream, from, one, two);
        reading.thread.start();
        return reading;
    }

    /** The next that was handed over; null when nothing was for so long. */
    @Nullable
    Received poll(long millis) throws InterruptedException {
        return hand.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** Up to here it is in memory. */
    Lsn received() {
        return received;
    }

    /** For how long the server has been silent, while somebody listened. */
    long silentSeconds() {
        return waiting ? 0 : TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - heardAt);
    }

    /** Ends it; the session has to be closed before, unless the stream ended by itself. */
    void end() throws InterruptedException {
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }

    @Override
    public void run() {
        try {
            Received last;
            try {
                last = read();
            } catch (RuntimeException failure) {
                last = new Received.Ended(failure);
            }
            hand.put(last);
        } catch (InterruptedException nobodyWants) {
            // whoever began this has ended it
        }
    }

    private Received read() throws InterruptedException {
        while (true) {
            WalStream.Arrival arrival = stream.next();
            heardAt = System.nanoTime();
            switch (arrival) {
                case WalStream.Arrival.Wal wal -> {
                    if (!take(wal)) {
                        return new Received.GivenUp(segment);
                    }
                    if (heardAt - reportedAt > REPORT_NANOS) {
                        report();
                    }
                }
                case WalStream.Arrival.Pulse pulse -> {
                    if (pulse.answerWanted()) {
                        report();
                    }
                }
                case WalStream.Arrival.TimelineLeft left -> {
                    Arrays.fill(bytes, filled, bytes.length, (byte) 0);
                    return new Received.TimelineLeft(segment, bytes, filled, left.next(), left.at());
                }
                case WalStream.Arrival.ServerStops _ -> {
                    return new Received.Ended(null);
                }
            }
        }
    }

    private void report() {
        stream.report(received, Lsn.NONE, false);
        reportedAt = heardAt;
    }

    /** Whether somebody took what became full. */
    private boolean take(WalStream.Arrival.Wal wal) throws InterruptedException {
        if (!wal.start().equals(received)) {
            throw new ServerFailure(
                    ServerFailure.Kind.LOST,
                    server.place(),
                    "WAL came from " + wal.start() + " on where " + received + " was next",
                    new IllegalStateException("a stream with a hole"));
        }
        ByteBuffer from = wal.bytes();
        while (from.hasRemaining()) {
            int count = Math.min(from.remaining(), bytes.length - filled);
            from.get(bytes, filled, count);
            filled += count;
            received = received.plus(count);
            if (filled == bytes.length && !handOver()) {
                return false;
            }
        }
        return true;
    }

    private boolean handOver() throws InterruptedException {
        Received.Whole whole = new Received.Whole(segment, bytes);
        waiting = true;
        boolean taken = hand.offer(whole, PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!taken) {
            server.close();
            hand.put(whole);
        }
        waiting = false;
        heardAt = System.nanoTime();
        byte[] next = other;
        other = bytes;
        bytes = next;
        filled = 0;
        segment = segment.next();
        return taken;
    }
}
