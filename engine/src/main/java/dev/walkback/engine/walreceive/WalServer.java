package dev.walkback.engine.walreceive;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session with a server that streams its WAL. Calls fail with {@link ServerFailure}. */
public interface WalServer extends AutoCloseable {

    /** Where it is, as a person would write it. */
    String place();

    Identity identity();

    SegmentSize segmentSize();

    /** Empty where there is no slot of that name. */
    Optional<Slot> slot(String name);

    /** Makes a slot that keeps WAL from now on. */
    void makeSlot(String name);

    /** The file that tells where a timeline comes from, byte for byte; empty where the server has none. */
    Optional<byte[]> history(Timeline timeline);

    /**
     * Begins to stream. Nothing else can be asked until the stream has ended.
     *
     * @param from the beginning of a segment
     */
    WalStream stream(String slot, Lsn from, Timeline timeline);

    /** Ends the session from any thread, also while another waits for what arrives. */
    @Override
    void close();

    /** @param flushed where its WAL ends */
    record Identity(SystemIdentifier system, Timeline timeline, Lsn flushed) {}

    /**
     * @param isPhysical whether it is for WAL as it is, not for what can be told from it
     * @param keepsFrom the first WAL that the server keeps for it; null where it keeps none, or no longer
     */
    record Slot(boolean isPhysical, @Nullable Lsn keepsFrom) {}
}
