package dev.walkback.shell.command.setup;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.setup.SetupChecked;
import dev.walkback.shell.server.Database;
import dev.walkback.shell.server.ServerAddress;
import dev.walkback.shell.setup.ArchiveSide;
import dev.walkback.shell.setup.DiskRoom;
import dev.walkback.shell.setup.MinimalStretch;
import dev.walkback.shell.setup.ServerInterview;
import dev.walkback.shell.setup.ServerSetup;
import dev.walkback.shell.setup.SetupChecks;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code setup check}. */
public final class SetupCheck {

    private SetupCheck() {}

    public static Exit run(Invocation invocation, Session session, ServerAddress address) throws InterruptedException {
        ServerSetup server = asked(address);
        SetupChecked report = new SetupChecked(
                address.text(),
                server,
                SetupChecks.of(
                        server,
                        archive(server, invocation, session),
                        address.isHere() ? minimal(server) : null,
                        address.isHere() ? room(server) : null));
        session.reporter().show(report);
        return report.hasProblems() ? Exit.FINDINGS : Exit.DONE;
    }

    private static ServerSetup asked(ServerAddress address) {
        try (Database database = Database.open(address, "")) {
            return new ServerInterview(database).all();
        } catch (Database.Failed failed) {
            throw Silent.of(address, failed);
        }
    }

    private static ArchiveSide archive(ServerSetup server, Invocation invocation, Session session)
            throws InterruptedException {
        Archive archive;
        try {
            archive = session.archive(invocation);
        } catch (UsageError none) {
            if (none.problem().code() == ErrorCode.STORAGE_NOT_GIVEN) {
                return new ArchiveSide.NotAsked();
            }
            throw none;
        }
        String location = archive.location().text();
        if (archive.isEmpty()) {
            return new ArchiveSide.Empty(location);
        }
        return archive.cluster(server.identifier())
                .<ArchiveSide>map(cluster -> new ArchiveSide.Holds(location, cluster))
                .orElseGet(() -> new ArchiveSide.Others(location, others(archive)));
    }

    private static String others(Archive archive) {
        return archive.clusters().stream()
                .map(Cluster::identifier)
                .map(identifier -> identifier == null ? "an unknown system" : "system " + identifier)
                .collect(Collectors.joining(", "));
    }

    /** Told by the WAL that the server still has; null also where it may not be read, or is not as it should be. */
    private static @Nullable MinimalStretch minimal(ServerSetup server) {
        try {
            Path wal = wal(server);
            if (wal == null
                    || server.currentSegment() == null
                    || !(WalFile.named(server.currentSegment()) instanceof WalFile.Whole current)) {
                return null;
            }
            Path file = wal.resolve(server.currentSegment());
            if (!Files.isReadable(file) || !SegmentSize.isPossible(Files.size(file))) {
                return null;
            }
            return MinimalStretch.last(
                            wal,
                            current.digits().timeline(),
                            new SegmentSize((int) Files.size(file)),
                            server.position(),
                            server.version().number())
                    .orElse(null);
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static @Nullable Path wal(ServerSetup server) {
        Path data = server.setting("data_directory").map(Path::of).orElse(null);
        if (data == null) {
            return null;
        }
        Path wal = data.resolve("pg_wal");
        return Files.isDirectory(wal)
                ? wal
                : Files.isDirectory(data.resolve("pg_xlog")) ? data.resolve("pg_xlog") : null;
    }

    /** Of the disk that WAL lies on, which may be another than the data directory's; null where that cannot be seen. */
    private static @Nullable DiskRoom room(ServerSetup server) {
        Path wal = wal(server);
        if (wal == null) {
            return null;
        }
        try {
            FileStore store = Files.getFileStore(wal);
            return new DiskRoom(wal.toString(), store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException notOurs) {
            return null;
        }
    }
}
