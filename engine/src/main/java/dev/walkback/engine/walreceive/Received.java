package dev.walkback.engine.walreceive;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import org.jspecify.annotations.Nullable;

/** What a reading thread hands over. */
sealed interface Received {

    /**
     * A whole segment.
     *
     * @param bytes not touched again before the next one has been taken
     */
    record Whole(Segment segment, byte[] bytes) implements Received {}

    /**
     * The timeline ended.
     *
     * @param segment that was being received
     * @param bytes what there is of it; the rest is zero
     * @param filled how many bytes there are
     */
    record TimelineLeft(Segment segment, byte[] bytes, int filled, Timeline next, Lsn at) implements Received {}

    /**
     * The session is over.
     *
     * @param why null where the server shuts down in peace
     */
    record Ended(@Nullable RuntimeException why) implements Received {}

    /**
     * The session was given up, as nobody took what was received.
     *
     * @param next that has to be received now
     */
    record GivenUp(Segment next) implements Received {}
}
