package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.ArrayList;
import java.util.List;

/** Backups that are made. */
final class PushCommands {

    private PushCommands() {}

    static Command push() {
        List<Option> options = new ArrayList<>(ServerOptions.all());
        options.addAll(List.of(
                Option.flag("--full", "Never a delta."),
                Option.flag("--permanent", "Protect it, and what it stands on, from being deleted."),
                Option.flag("--verify", "Compare the checksums of all pages that are read."),
                Option.flag("--store-all-corrupt", "Note every page with a wrong checksum, not ten of a file."),
                Option.choice(
                        "--composer",
                        "NAME",
                        List.of("regular", "rating", "copy", "database"),
                        "Which files lie in a part together."),
                Option.flag("--without-files-metadata", "Store no list of files. Such a backup cannot carry deltas."),
                Option.value("--delta-from-name", ValueType.BACKUP, "BACKUP", "Make a delta from this backup.")
                        .otherwise("WALG_DELTA_FROM_NAME, else the newest"),
                Option.value(
                        "--delta-from-user-data",
                        ValueType.TEXT,
                        "JSON",
                        "Make a delta from the backup that was stored with this."),
                Option.choice(
                                "--changes",
                                "HOW",
                                List.of("summaries", "reading", "wal", "wal-only"),
                                "How a delta finds the pages that changed.")
                        .otherwise("WALG_USE_WAL_DELTA, else summaries"),
                Option.value("--add-user-data", ValueType.TEXT, "JSON", "Store this with the backup.")
                        .otherwise("WALG_SENTINEL_USER_DATA"),
                Option.value("--wal-wait", ValueType.DURATION, "TIME", "How long to wait for WAL.")
                        .otherwise("WALG_STOP_BACKUP_TIMEOUT, else 10m"),
                Option.flag("--without-wal-wait", "Do not wait for WAL."),
                Option.flag("--unarchived", "Even of a server that does not archive its WAL."),
                Option.flag("--take-over", "Even where the lock of another push lies, which is known to be gone."),
                Option.flag("--turbo", "Ignore limits on rates.")));
        return new Command(
                "backup push",
                "make a backup of a running server",
                """
                Copies the files of a server that runs on this machine into the archive, in WAL-G's format, while the server works on. \
                DIR has to be the data directory of the server that is asked; no other server is ever tried than the one that the \
                options or the settings name. A standby can be backed up as well.

                The backup comes to be with its last object: whatever ends the push before leaves none. Then it is waited until the \
                WAL that it needs is in the archive. A server that does not archive is refused beforehand.

                Without DIR the server sends its files over the replication protocol (BASE_BACKUP), from any machine: always a full \
                backup, with tablespaces, checksums compared by the server with --verify, WALG_DISK_RATE_LIMIT kept by it. The role needs \
                REPLICATION and to read all settings (pg_read_all_settings).

                WALG_DELTA_MAX_STEPS above 0 makes deltas of what changed since the newest backup of the server's own past; why another \
                is not taken, and why a full backup is made, is said. Pages that changed are known from the server's summaries of WAL \
                where it keeps them (summaries), from WAL and the maps that were stored with it (wal), from those alone (wal-only), or \
                by reading every file that was touched (reading); what is not known is read. Files that vanish, grow or shrink \
                while they are read are no errors. A file that cannot be read ends the push.""",
                List.of(Argument.optional(
                        "DIR", ValueType.FILE, "The data directory; without it the server sends its files.")),
                options,
                List.of(
                        Example.of("backup push --host /nowhere --storage vault", "the server sends its files itself")
                                .exits(Exit.NO_ACCESS.code()),
                        Example.of("backup push /srv/pg --storage orders", "of the server that PGHOST names")
                                .exits(Exit.NO_ACCESS.code()),
                        Example.of("backup push /srv/pg --full --permanent --storage orders", "kept for good")
                                .exits(Exit.NO_ACCESS.code()),
                        Example.of("backup push /srv/pg --storage orders --json", "for a script")
                                .exits(Exit.NO_ACCESS.code())),
                ArchiveCommands.exits(Exit.FAILED, Exit.FINDINGS, Exit.REFUSED, Exit.CHANGED, Exit.KEY),
                Effect.CHANGES_STORAGE,
                true);
    }

    static Command plan() {
        List<Option> options = new ArrayList<>(ServerOptions.all());
        options.addAll(List.of(
                Option.flag("--full", "As of a full backup."),
                Option.value("--delta-from-name", ValueType.BACKUP, "BACKUP", "As of a delta from this backup.")
                        .otherwise("WALG_DELTA_FROM_NAME, else the newest"),
                Option.value(
                        "--delta-from-user-data",
                        ValueType.TEXT,
                        "JSON",
                        "As of a delta from the backup that was stored with this.")));
        return new Command(
                "backup plan",
                "what a backup would come to",
                """
                Walks the data directory, asks the server and the archive what backup push would make now, and makes nothing: how many \
                files and bytes there are; of a delta what it would be made from, how much is unchanged since and how much was touched, \
                going by times of modification; how much would be stored and how long it would take, going by earlier backups of the same \
                kind; and how much is free, where the archive lies on a disk of this machine.

                No file is opened. The exit code is 3 when the disk is known not to hold it.""",
                List.of(Argument.required("DIR", ValueType.FILE, "The data directory.")),
                options,
                List.of(
                        Example.of("backup plan /srv/pg --storage orders", "what the next backup would be")
                                .exits(Exit.NO_ACCESS.code()),
                        Example.of("backup plan /srv/pg --full --storage orders --json", "for a script")
                                .exits(Exit.NO_ACCESS.code())),
                ArchiveCommands.exits(Exit.FAILED, Exit.FINDINGS, Exit.REFUSED),
                Effect.READS,
                true);
    }
}
