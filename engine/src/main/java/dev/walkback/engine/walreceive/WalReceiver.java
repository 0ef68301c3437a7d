package dev.walkback.engine.walreceive;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.push.ServerFailure.Kind;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.walpush.Pushed;
import dev.walkback.engine.walpush.WalPusher;
import dev.walkback.storage.Content;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.ObjectFinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Receives WAL for as long as it is let, and archives it segment by segment. What the server may forget is told to it only when it is
 * durable in the archive, so nothing is missing wherever this is killed: the slot keeps the rest, and whoever comes next begins with the first
 * segment that the archive lacks.
 */
public final class WalReceiver {

    private static final long TICK_MILLIS = 1_000;
    private static final long ASK_SECONDS = 10;
    private static final long SILENCE_SECONDS = 60;
    private static final String SLOT_IN_USE = "55006";
    private static final String NO_LONGER_THERE = "58P01";
    private static final String NOT_YET = "57P";
    private static final int MOST_IN_USE = 30;

    private final Supplier<? extends WalServer> servers;
    private final WalPusher pusher;
    private final Storage archive;
    private final SlotName slot;
    private final Consumer<? super ReceiveEvent> events;

    private final Pause pause = new Pause(Duration.ofMillis(100), Duration.ofSeconds(5));
    private @Nullable SystemIdentifier system;
    private boolean connectedBefore;
    private boolean earlierIsGone;
    private int inUse;
    private byte[] one = {};
    private byte[] two = {};

    /** @param servers opens a session with the server, or with the first of several that can be had */
    public WalReceiver(
            Supplier<? extends WalServer> servers,
            WalPusher pusher,
            Storage archive,
            SlotName slot,
            Consumer<? super ReceiveEvent> events) {
        this.servers = servers;
        this.pusher = pusher;
        this.archive = archive;
        this.slot = slot;
        this.events = events;
    }

    /**
     * Goes on until its thread is interrupted, or something is wrong that waiting does not mend.
     *
     * @throws ServerFailure when the server cannot be reached at the beginning, or refuses
     */
    public void run() throws InterruptedException {
        while (true) {
            try {
                session();
            } catch (ServerFailure failure) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                await(failure);
            }
        }
    }

    private void await(ServerFailure failure) throws InterruptedException {
        boolean mends = failure.sqlState().startsWith(NOT_YET)
                || (failure.sqlState().equals(SLOT_IN_USE) && inUse++ < MOST_IN_USE)
                || (connectedBefore && (failure.kind() == Kind.LOST || failure.kind() == Kind.UNREACHABLE));
        if (!mends) {
            throw failure;
        }
        rest(failure.server() + ": " + failure.getMessage());
    }

    private void rest(String why) throws InterruptedException {
        Duration length = pause.next();
        events.accept(new ReceiveEvent.Interrupted(why, length));
        Thread.sleep(length);
    }

    private void session() throws InterruptedException {
        try (WalServer server = servers.get()) {
            WalServer.Identity identity = server.identity();
            checkSystem(server, identity);
            SegmentSize size = server.segmentSize();
            Ancestry ancestry = Ancestry.of(server, identity.timeline());
            ancestry.files().forEach(file -> push(file.name(), file.bytes()));
            StartingPoint point = new StartingPoint(archive, server, slot, ancestry.line(), size, events);
            Segment from = point.find(identity.flushed(), !earlierIsGone);
            if (identity.flushed().isBefore(from.start())) {
                rest(server.place() + " is behind: it has WAL up to " + identity.flushed()
                        + ", and what is wanted begins at " + from.start());
                return;
            }
            allocate(size);
            try {
                follow(server, from, point.isAfterSlot(from));
            } catch (ServerFailure failure) {
                if (failure.sqlState().equals(NO_LONGER_THERE) && point.isBeforeSlot(from)) {
                    // the slot begins later, and the WAL between is nowhere any more
                    earlierIsGone = true;
                    events.accept(new ReceiveEvent.Gap(from, point.lastBeforeSlot()));
                    return;
                }
                throw failure;
            }
        }
    }

    private void checkSystem(WalServer server, WalServer.Identity identity) {
        if (system != null && !system.equals(identity.system())) {
            throw new ServerFailure(
                    Kind.REFUSED,
                    server.place(),
                    "it is of the cluster " + identity.system() + ", and WAL of the cluster " + system + " is received",
                    new IllegalStateException("another cluster"));
        }
        system = identity.system();
    }

    private void allocate(SegmentSize size) {
        if (one.length != size.bytes()) {
            one = new byte[size.bytes()];
            two = new byte[size.bytes()];
        }
    }

    /** Streams from timeline to timeline until the session ends. */
    private void follow(WalServer server, Segment from, boolean archivedBefore) throws InterruptedException {
        Segment at = from;
        while (at != null) {
            WalStream stream = server.stream(slot.text(), at.start(), at.timeline());
            connectedBefore = true;
            StreamReading reading = StreamReading.begin(server, stream, at, one, two);
            Segment next = null;
            try {
                events.accept(new ReceiveEvent.Streaming(server.place(), at));
                if (archivedBefore && at.equals(from)) {
                    tell(stream, at.start(), at.start());
                }
                next = archive(server, stream, reading);
            } finally {
                if (next == null) {
                    server.close();
                }
                reading.end();
            }
            at = next;
        }
    }

    /** Where the next timeline is to be streamed from; null when the session is over. */
    private @Nullable Segment archive(WalServer server, WalStream stream, StreamReading reading)
            throws InterruptedException {
        long asked = System.nanoTime();
        while (true) {
            Received received = reading.poll(TICK_MILLIS);
            switch (received) {
                case null -> {
                    if (System.nanoTime() - asked > TimeUnit.SECONDS.toNanos(ASK_SECONDS)) {
                        asked = System.nanoTime();
                        checkAlive(server, reading);
                        stream.report(reading.received(), Lsn.NONE, true);
                    }
                }
                case Received.Whole(Segment segment, byte[] bytes) -> {
                    push(segment.name(), bytes);
                    inUse = 0;
                    pause.reset();
                    tell(stream, reading.received(), segment.end());
                }
                case Received.TimelineLeft left -> {
                    return after(server, left);
                }
                case Received.GivenUp(Segment segment) -> {
                    events.accept(new ReceiveEvent.Paused(segment));
                    return null;
                }
                case Received.Ended(RuntimeException why) -> {
                    if (why != null) {
                        throw why;
                    }
                    rest(server.place() + " shuts down");
                    return null;
                }
            }
        }
    }

    private static void checkAlive(WalServer server, StreamReading reading) {
        if (reading.silentSeconds() > SILENCE_SECONDS) {
            throw new ServerFailure(
                    Kind.LOST,
                    server.place(),
                    "it has been silent for more than " + SILENCE_SECONDS + " s",
                    new IllegalStateException("silence"));
        }
    }

    /** A session that just ended says so by itself. */
    private static void tell(WalStream stream, Lsn received, Lsn durable) {
        try {
            stream.report(received, durable, false);
        } catch (ServerFailure over) {
            // the reading thread hands that over next
        }
    }

    /** What was received of the timeline that was left is archived as a partial segment, and the new one's history beside it. */
    private Segment after(WalServer server, Received.TimelineLeft left) {
        String partial = left.segment().name() + ".partial";
        // a server that was promoted archives one too, with other bytes behind the end
        if (left.filled() > 0
                && new ObjectFinder(archive).find("wal_005/" + partial).isMissing()) {
            push(partial, left.bytes());
        }
        server.history(left.next()).ifPresent(history -> push(left.next().historyName(), history));
        events.accept(new ReceiveEvent.TimelineFollowed(left.segment().timeline(), left.next(), left.at()));
        return Segment.at(left.next(), left.at(), left.segment().size());
    }

    /** Tries for as long as it takes where nobody answers: the server keeps what it has. */
    private void push(String name, byte[] bytes) {
        Pause between = new Pause(Duration.ofSeconds(1), Duration.ofSeconds(30));
        while (true) {
            try {
                Pushed pushed = pusher.push(name, Content.of(bytes));
                events.accept(new ReceiveEvent.Archived(name, pushed instanceof Pushed.AlreadyThere));
                return;
            } catch (StorageException.Unreachable unreachable) {
                Duration length = between.next();
                events.accept(new ReceiveEvent.StorageWaits(name, unreachable.why(), length));
                sleep(length, unreachable);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void sleep(Duration length, StorageException cause) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException.Interrupted(
                    archive.location(), "store WAL", Objects.requireNonNullElse(cause.getCause(), cause));
        }
    }
}
