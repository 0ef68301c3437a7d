package dev.walkback.engine.walreceive;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import java.time.Duration;

/** What happens while WAL is received, for who looks on. */
public sealed interface ReceiveEvent {

    /** The server has a slot now that keeps WAL for us. */
    record SlotMade(String name) implements ReceiveEvent {}

    /** WAL comes in from here on. */
    record Streaming(String server, Segment from) implements ReceiveEvent {}

    /**
     * The archive has a file now.
     *
     * @param already whether it had it before
     */
    record Archived(String name, boolean already) implements ReceiveEvent {}

    /** The server went over to another timeline, and we after it. */
    record TimelineFollowed(Timeline from, Timeline to, Lsn at) implements ReceiveEvent {}

    /** WAL that neither the archive has nor the server any more; both segments are of it. */
    record Gap(Segment first, Segment last) implements ReceiveEvent {}

    /** The session is over, and another is tried after a while. */
    record Interrupted(String why, Duration pause) implements ReceiveEvent {}

    /** The storage did not take a file, and is asked again after a while. The server keeps its WAL. */
    record StorageWaits(String name, String why, Duration pause) implements ReceiveEvent {}

    /** The storage is slower than the server: the session is given up until it has caught up. */
    record Paused(Segment at) implements ReceiveEvent {}
}
