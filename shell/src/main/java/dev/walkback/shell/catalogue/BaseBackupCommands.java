package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.List;

/** Restores of what was not made by WAL-G. */
final class BaseBackupCommands {

    private static final Argument DIR = Argument.required("DIR", ValueType.FILE, "The folder.");
    private static final Option INTO = Option.value(
            "--into",
            ValueType.FILE,
            "DIR",
            "The data directory, which has to be empty or not there. Without it nothing is written.");
    private static final Option UNDER = Option.value(
            "--tablespaces-under", ValueType.FILE, "DIR", "All tablespaces go into this folder, by their numbers.");
    private static final Option WAL = Option.value(
            "--wal-directory", ValueType.FILE, "DIR", "pg_wal is here, and a link in the data directory leads to it.");
    private static final Option USER = Option.value(
                    "--user", ValueType.TEXT, "USER[:GROUP]", "Whom everything is to belong to.")
            .otherwise("whoever runs this");

    private BaseBackupCommands() {}

    static Command fromBaseBackup() {
        return new Command(
                "restore from-basebackup",
                "restore what pg_basebackup made",
                """
                Takes the folder of a pg_basebackup: tars (base.tar, NUMBER.tar, pg_wal.tar, each also as .gz, .lz4 or .zst) or a \
                plain directory, of PostgreSQL 13 to 18. Of PostgreSQL's own incremental backups (17 and later) all folders of the \
                chain are named, in any order.

                Without --into every byte is read and held against backup_manifest, and WAL is read record by record; nothing is \
                written, and the exit code is 3 when anything is wrong.

                With --into the eight steps of PostgreSQL's own procedure are walked, each said with what, why, what can go wrong and \
                how to undo it; --plan says them and does nothing. Files are proved while they are written, and pg_control comes \
                last: a restore that was cut short, or met damage, cannot be started. The same command goes on where it ended. A \
                directory that a server runs in is refused, always; one with data in it unless --replace moves it aside, and then \
                the WAL in it that no archive has is kept and replayed. walkback starts nothing: it says how.

                --wal-archive names a folder that archive_command filled by cp. Replay goes on from it, to its end or to the moment \
                that is asked for, through a script that stops the server when the folder goes away. Without it replay ends with \
                the WAL in the backup.""",
                List.of(
                        Argument.required("DIR", ValueType.FILE, "The backup's folder."),
                        Argument.many("MORE", ValueType.FILE, "The other folders of a chain of incremental backups.")),
                List.of(
                        INTO,
                        Option.flag("--plan", "Say the steps, and do nothing."),
                        Option.flag("--replace", "What is in the way is moved aside first; nothing is deleted."),
                        Option.value(
                                        "--tablespace",
                                        ValueType.TEXT,
                                        "OLD=NEW",
                                        "A tablespace goes elsewhere; OLD is where it was, or its number.")
                                .repeated(),
                        UNDER,
                        WAL,
                        USER,
                        Option.value(
                                "--wal-archive",
                                ValueType.FILE,
                                "DIR",
                                "A plain archive of WAL that replay goes on from."),
                        Option.value(
                                "--restore-command",
                                ValueType.TEXT,
                                "COMMAND",
                                "WAL comes from elsewhere: 'walkback wal fetch %f \"%p\" --storage orders' for an archive of WAL-G's."),
                        Option.value(
                                "--time",
                                ValueType.TEXT,
                                "T",
                                "Back to this time: '2026-03-14 14:31:07Z'. A zone is required."),
                        Option.value("--xid", ValueType.TEXT, "N", "Back to the end of this transaction."),
                        Option.value("--lsn", ValueType.LSN, "LSN", "Back to the record at this position."),
                        Option.value("--name", ValueType.TEXT, "NAME", "Back to the restore point of this name."),
                        Option.flag("--immediate", "As soon as the backup is consistent."),
                        Option.flag("--exclusive", "Stop just before it."),
                        Option.value("--timeline", ValueType.TIMELINE, "N", "The timeline that the moment lies on.")
                                .otherwise("the newest that the archive leads to"),
                        Option.flag(
                                "--promote",
                                "At the target begin a timeline, instead of stopping to let somebody look."),
                        Option.value("--port", ValueType.TEXT, "PORT", "The server's port.")
                                .otherwise("one that is not the source's"),
                        Option.flag("--own-combiner", "Put a chain together here, and not by pg_combinebackup."),
                        Option.flag(
                                "--without-manifest",
                                "Also a backup without backup_manifest, of which nothing proves what is in it.")),
                List.of(
                        Example.of("restore from-basebackup monday", "is it whole?"),
                        Example.of("restore from-basebackup monday --into new --plan", "the steps"),
                        Example.of("restore from-basebackup monday --into new", "restored"),
                        Example.of(
                                "restore from-basebackup monday --into new --wal-archive archived",
                                "and on from a plain archive"),
                        Example.of("restore from-basebackup monday incr --into new", "a chain of incremental backups")),
                List.of(
                        Exit.FINDINGS,
                        Exit.REFUSED,
                        Exit.NO_STORAGE,
                        Exit.CHANGED,
                        Exit.UNREACHABLE_MOMENT,
                        Exit.DAMAGED),
                Effect.WRITES_LOCAL,
                false);
    }

    static Command fromFiles() {
        return new Command(
                "restore from-files",
                "whether a copy of a data directory can be used, and how",
                """
                Looks at a copy that was made with cp, rsync or a snapshot, without pg_basebackup: was the server stopped cleanly, did \
                it run, and is the WAL there that it needs?

                A copy of a server that was stopped cleanly is safe as it is. A copy with backup_label is a base backup, and recovers \
                with its WAL. A copy of a running server without backup_label is safe only when it shows one single moment, as an \
                atomic snapshot of one file system does: --snapshot says that it is one. Any other is torn: it may start, and its \
                tables do not fit together. That is refused.

                --checksums reads every page, where the cluster has checksums, and names those that are damaged; a torn copy often \
                has pages that are newer than all its WAL, which is told too.

                With --into a copy that is safe is copied there, pg_control last. Without it nothing is written; the exit code is 3 \
                when the copy cannot be used as it is.""",
                List.of(DIR),
                List.of(
                        INTO,
                        Option.flag("--snapshot", "The copy shows one single moment."),
                        Option.flag("--checksums", "Read every page."),
                        UNDER,
                        USER),
                List.of(
                        Example.of("restore from-files copied", "what is it?"),
                        Example.of("restore from-files copied --checksums", "and every page read"),
                        Example.of("restore from-files copied --into new", "copied, pg_control last")),
                List.of(Exit.FINDINGS, Exit.REFUSED, Exit.NO_STORAGE, Exit.DAMAGED),
                Effect.WRITES_LOCAL,
                false);
    }

    static Command fromArchiveDir() {
        return new Command(
                "restore from-archive-dir",
                "a plain archive of WAL, and a restore_command for it",
                """
                Looks at a folder that archive_command = 'cp %p DIR/%f' filled, with files as they are or as .gz, .lz4 or .zst: which \
                segments of which timelines, holes between them, histories, .partial files, sizes that are none. Nothing in it is \
                changed, ever.

                --guard writes a script into a folder of its own and prints the restore_command that runs it. A bare cp would tell \
                PostgreSQL "end of WAL, promote" when the disk is not mounted. The script says that a file is not there only while \
                the archive still has a file that it had when the script was written; a file that it had then and has no more, a \
                copy that fails, a segment of another size: all that stops the server.

                The exit code is 3 where there are holes or files that cannot be used.""",
                List.of(DIR),
                List.of(Option.value("--guard", ValueType.FILE, "DIR", "Write the script into this folder.")),
                List.of(
                        Example.of("restore from-archive-dir archived", "what is there"),
                        Example.of("restore from-archive-dir archived --guard guard", "a restore_command for it")),
                List.of(Exit.FINDINGS, Exit.REFUSED, Exit.NO_STORAGE),
                Effect.WRITES_LOCAL,
                false);
    }
}
