package dev.walkback.engine.restore.stage;

import dev.walkback.engine.archive.ArchiveReader;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.restore.directory.Owner;
import dev.walkback.engine.restore.settings.Configuration;
import dev.walkback.engine.restore.settings.RecoveryOrder;
import dev.walkback.engine.restore.settings.SettingsPlanner;
import dev.walkback.engine.restore.settings.SettingsWriter;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Route;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.storage.Storage;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that archived while five rows went into a table, each in a segment of its own, and a copy of its directory from before. Along the
 * way the moments were written down at which one can stop.
 */
final class ArchivedStory implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int major;
    private final PostgresServer server;
    private final Path base;
    private final Path archive;
    final RecoveryTarget withTwo;
    final RecoveryTarget beforeTwo;
    final RecoveryTarget named;
    final RecoveryTarget withThree;
    final RecoveryTarget withFour;

    ArchivedStory(int major) throws IOException {
        this.major = major;
        this.server = Components.postgres(major, Map.of("max_connections", "30"));
        this.archive = server.freshFolder();
        this.base = server.freshFolder().resolve("base");
        server.sql("create table story (row int)");
        server.stop();
        copy(server.data(), base);
        Files.createDirectory(archive.resolve("wal_005"));
        own(archive.resolve("wal_005"));
        server.set("archive_mode", "on");
        server.set("archive_command", "cp %p " + archive.resolve("wal_005") + "/%f");
        server.start();
        insert(1);
        withTwo = new RecoveryTarget.Xid(Long.parseLong(insert(2)), true);
        beforeTwo = new RecoveryTarget.Xid(((RecoveryTarget.Xid) withTwo).xid(), false);
        server.sql("select pg_create_restore_point('it''s here')");
        named = new RecoveryTarget.Named("it's here");
        insert(3);
        withThree = new RecoveryTarget.Time(
                Instant.parse(server.sql(
                        "select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")),
                true);
        server.sql("insert into story values (4)");
        withFour = new RecoveryTarget.Position(
                Lsn.parse(server.sql("select pg_current_wal_insert_lsn()")).orElseThrow(), false);
        server.sql("select pg_switch_wal()");
        server.sql("insert into story values (5)");
        await(server.sql("select pg_walfile_name(pg_switch_wal())"));
    }

    private String insert(int row) {
        String xid = server.sql("insert into story values (" + row + ") returning pg_current_xact_id()");
        server.sql("select pg_switch_wal()");
        return xid;
    }

    private void await(String segment) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (server.sql("select coalesce(max(last_archived_wal), '') from pg_stat_archiver")
                        .compareTo(segment)
                < 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(segment + " was not archived");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    Path archive() {
        return archive;
    }

    Storage storage() {
        return new LocalStorage(archive, Links.INSIDE, Clock.systemUTC());
    }

    PgControl control() {
        return DataDirectory.look(base).control().optional().orElseThrow();
    }

    Cluster cluster() {
        return ArchiveReader.plain(Clock.systemUTC())
                .read(storage(), Layers.unencrypted())
                .clusters()
                .getFirst();
    }

    /** All that there is. */
    StageContents contents() {
        Cluster cluster = cluster();
        var wal = cluster.timeline(Timeline.FIRST).orElseThrow();
        Lsn end = wal.coverage().runs().getLast().last().end();
        Route route = Route.find(
                TimelineHistory.none(Timeline.FIRST),
                control().checkpoint().redo(),
                end,
                cluster.segmentSize(),
                timeline -> cluster.timeline(timeline).map(each -> each.coverage()));
        return StageContents.of(cluster, route, true);
    }

    /** A place with the copy in it, and the WAL beside it. */
    RestoredServer restored(String stageName) throws IOException {
        RestoredServer restored = Components.restored(major);
        copy(base, restored.data());
        new WalStager(
                        new ContentSource(storage(), Layers.unencrypted(), 2, event -> {}),
                        stage(restored, stageName),
                        null)
                .stage(contents());
        return restored;
    }

    static WalStage stage(RestoredServer restored, String name) {
        return new WalStage(restored.data().resolveSibling(name));
    }

    void tell(RestoredServer restored, RecoveryTarget target, ServerWishes wishes, String restoreCommand)
            throws IOException {
        RecoveryOrder order = new RecoveryOrder(
                "7f3a-c2e1",
                PgVersion.ofMajor(major * 10_000),
                target,
                "1",
                wishes,
                restoreCommand,
                control().settings());
        Owner owner = restored.owner().isEmpty() ? null : Owner.named(restored.owner(), FileSystems.getDefault());
        new SettingsWriter(restored.data(), owner)
                .write(SettingsPlanner.draft(order, Configuration.look(restored.data())));
    }

    private void own(Path path) throws IOException {
        Files.getFileAttributeView(path, FileOwnerAttributeView.class).setOwner(Files.getOwner(server.data()));
    }

    private static void copy(Path from, Path to) throws IOException {
        try {
            int exit = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException("cp exited " + exit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
