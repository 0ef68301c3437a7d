package dev.walkback.engine.walreceive;

import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.nio.ByteBuffer;

/** WAL on its way. One thread reads it; any may report. Calls fail with {@link ServerFailure}. */
public interface WalStream {

    /** What arrives next, waited for without end. */
    Arrival next();

    /**
     * Tells the server how far we are.
     *
     * <p>What is durable is told once and then taken back: a server that shuts down waits for those who tell what is durable until
     * all is, and for those who do not only until they have received it. What it keeps for the slot stays where it was.
     *
     * @param received up to here it is in memory
     * @param durable up to here it need not be kept any longer; {@link Lsn#NONE} where there is nothing new to tell
     * @param answerWanted whether the server is to show that it is still there
     */
    void report(Lsn received, Lsn durable, boolean answerWanted);

    /** Something that arrived. */
    sealed interface Arrival {

        /** @param bytes stay as they are until the next is asked for */
        record Wal(Lsn start, ByteBuffer bytes) implements Arrival {}

        /** The server is there. */
        record Pulse(boolean answerWanted) implements Arrival {}

        /** The timeline ended here; this is the one that goes on. The session can be asked other things again. */
        record TimelineLeft(Timeline next, Lsn at) implements Arrival {}

        /** The server has sent all there is and shuts down. */
        record ServerStops() implements Arrival {}
    }
}
