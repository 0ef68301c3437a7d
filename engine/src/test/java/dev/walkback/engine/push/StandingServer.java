package dev.walkback.engine.push;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A server that stands still, and does at each step what it is told to. */
public final class StandingServer implements BackupServer {

    public static final String NAME = "base_000000010000000000000003";
    public static final Lsn START = new Lsn(0x3000028);
    public static final Lsn STOP = new Lsn(0x3000100);

    private final Path data;
    public Archiving archiving = new Archiving("on", true, 0);
    public Timeline atTheEnd = Timeline.FIRST;
    public Runnable beforeStop = () -> {};
    public Runnable onPing = () -> {};

    public StandingServer(Path data) {
        this.data = data;
    }

    @Override
    public ServerFacts facts() {
        return new ServerFacts(
                new PgVersion(150018),
                new SystemIdentifier(7),
                data,
                SegmentSize.USUAL,
                Timeline.FIRST,
                false,
                8192,
                true,
                false);
    }

    @Override
    public Archiving archiving() {
        return archiving;
    }

    @Override
    public BackupStart start(String label) {
        return new BackupStart(START, Timeline.FIRST, new BackupName(NAME));
    }

    @Override
    public BackupStop stop(Duration limit) {
        beforeStop.run();
        return new BackupStop(STOP, atTheEnd, "START WAL LOCATION: 0/3000028 (file 000000010000000000000003)\n", "");
    }

    @Override
    public void ping() {
        onPing.run();
    }

    @Override
    public Lsn position() {
        return STOP;
    }

    @Override
    public List<DatabaseNames> databases() {
        return List.of();
    }

    @Override
    public List<RelationUpdates> updates() {
        return List.of();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
