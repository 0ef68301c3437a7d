package dev.walkback.shell.setup;

import static dev.walkback.shell.setup.SetupItem.good;
import static dev.walkback.shell.setup.SetupItem.look;
import static dev.walkback.shell.setup.SetupItem.missing;

import dev.walkback.engine.wal.Lsn;
import java.util.Optional;

/** Whether what the server says was archived is in the archive. */
final class ArchiveChecks {

    private static final String NAME = "archive";

    private ArchiveChecks() {}

    static SetupItem archive(ServerSetup server, ArchiveSide side) {
        return switch (side) {
            case ArchiveSide.NotAsked _ ->
                look(
                        NAME,
                        "not looked at",
                        "no storage was named, so nobody knows whether what the server archived is there",
                        "walkback setup check --storage NAME");
            case ArchiveSide.Empty empty ->
                server.archiver().lastArchived() == null
                        ? good(NAME, empty.location() + " is empty, as nothing was archived yet")
                        : missing(
                                NAME,
                                empty.location() + " is empty",
                                "the server says that " + server.archiver().lastArchived() + " was archived: not here",
                                "look into archive_command: which storage does it write to?");
            case ArchiveSide.Others others ->
                missing(
                        NAME,
                        others.location() + " holds " + others.identifiers() + " and not " + server.identifier(),
                        "the server archives elsewhere, or another server's archive was named",
                        "look into archive_command: which storage does it write to?");
            case ArchiveSide.Holds holds -> held(server, holds);
        };
    }

    /** A backup that began behind it makes it a thing of the past; without one there is no way over it. */
    static SetupItem minimal(MinimalStretch stretch, ArchiveSide side) {
        String found = "minimal from " + stretch.from() + (stretch.to() == null ? " on" : " to " + stretch.to());
        Lsn end = stretch.to();
        boolean madeSince = end != null
                && side instanceof ArchiveSide.Holds holds
                && holds.cluster().backups().stream()
                        .anyMatch(backup -> backup.start()
                                .filter(start -> start.compareTo(end) >= 0)
                                .isPresent());
        return madeSince
                ? look(
                        "wal_level was",
                        found,
                        "windows from before end there; a backup was made since, and from it there is a way on")
                : missing(
                        "wal_level was",
                        found,
                        "every window ends there, although the segments are archived: recovery refuses to go over it",
                        "walkback backup push   # with wal_level = replica");
    }

    private static SetupItem held(ServerSetup server, ArchiveSide.Holds holds) {
        String last = server.archiver().lastArchived();
        if (last == null) {
            return look(
                    NAME,
                    "holds this server's WAL, of which its archiver knows nothing",
                    "its statistics were reset, or another server of the same system archives");
        }
        Optional<Boolean> there = holds.has(last);
        if (there.isPresent() && !there.get()) {
            return missing(
                    NAME,
                    last + " is not there",
                    "the server was told that it was archived, and will remove or has removed it: whatever lies behind it"
                            + " cannot be reached from the backups before it",
                    "look into archive_command; then make a new backup: walkback backup push");
        }
        if (holds.cluster().backups().isEmpty()) {
            return missing(NAME, "holds WAL and no backup", "WAL alone restores nothing", "walkback backup push");
        }
        return good(
                NAME,
                (there.isPresent() ? last + " is there, and " : "holds this server's WAL, and ")
                        + holds.cluster().backups().size() + " backups");
    }
}
