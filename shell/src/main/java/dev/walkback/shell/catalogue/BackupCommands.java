package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.List;

/** Backups: which there are, and what is known of one. */
final class BackupCommands {

    static final Argument NAME = Argument.required(
            "BACKUP",
            ValueType.BACKUP,
            "The name (base_...), the segment it starts in (2/0/A3), or LATEST, the one that was stored last.");

    private BackupCommands() {}

    static Command list() {
        return new Command(
                "backup list",
                "the backups of a cluster, and how far each leads",
                """
                Lists the backups in the order they were made: when each finished, whether it is full or a delta (* marks a \
                permanent one), how much is stored, how far replay gets from it and why it ends there. A backup that cannot be \
                restored says why, in the words of explain.

                On a terminal names are short where there is no room: 2/0/A3 is the backup that starts in that segment, 2/0/CB D \
                0/A3 a delta with its parent. They can be typed like that.

                With --plain: name, finished, kind, bytes, timeline, position that is reached, why it ends, start, host.""",
                List.of(),
                List.of(),
                List.of(
                        Example.of("backup list --storage orders", "all of them"),
                        Example.of("backup list --storage orders --json", "for a script"),
                        Example.of("backup list --storage orders --plain", "one record a line, nothing shortened")),
                ArchiveCommands.exits(Exit.FINDINGS),
                Effect.READS,
                true);
    }

    static Command show() {
        return new Command(
                "backup show",
                "everything that is known of a backup",
                """
                What sentinel, metadata and listing say of one backup: times and positions, sizes, version, host, tablespaces, user \
                data, the chain it stands on and the backups that stand on it, whether it can be restored and how far replay gets. \
                Fields that walkback does not know are shown, too.

                The exit code is 3 when something is wrong with it.""",
                List.of(NAME),
                List.of(),
                List.of(
                        Example.of("backup show LATEST --storage orders", "the newest"),
                        Example.of("backup show 1/0/03 --storage orders", "the one that starts in that segment"),
                        Example.of("backup show 9/0/03 --storage orders", "exit 13: not there")
                                .exits(13)),
                ArchiveCommands.exits(Exit.FINDINGS, Exit.NOT_FOUND),
                Effect.READS,
                true);
    }

    static Command verify() {
        return new Command(
                "backup verify",
                "whether a backup can be restored whole",
                """
                Looks at a backup and at every backup that it stands on: whether all its parts are there and none is empty, whether \
                they are those that its documents name, whether the chain holds together and the WAL is there that makes it \
                consistent.

                With --deep every part is read: decrypted, decompressed and unpacked to its end (nothing is written), each entry \
                compared with what the documents say, increments and pg_control read.

                What backup push made has hashes noted beside it: sizes are compared with them in any case, each file with --deep, and with \
                --stored every stored byte, for which no key is needed and nothing is decoded.

                The exit code is 3 when anything was found.""",
                List.of(NAME),
                List.of(
                        Option.flag("--deep", "Read every part."),
                        Option.flag("--stored", "Compare every stored byte with the hashes that were noted.")),
                List.of(
                        Example.of("backup verify LATEST --storage orders", "are its objects there?"),
                        Example.of("backup verify 1/0/06 --deep --storage orders", "and what is in them?"),
                        Example.of("backup verify LATEST --storage orders --json", "for a script")),
                ArchiveCommands.exits(Exit.FINDINGS, Exit.KEY, Exit.NOT_FOUND),
                Effect.READS,
                true);
    }

    static Command compare() {
        return new Command(
                "backup compare",
                "what changed from one backup to another",
                """
                Two backups beside each other: times, kinds, sizes, where they lie in WAL; files that are new, gone or touched; \
                databases and relations, by name where the backups tell names; how many pages changed, where the second is a \
                delta; settings and checkpoint out of pg_control.

                Files metadata and pg_control are read, and of a delta its parts. With --deep all parts of both chains are read, \
                which tells how large each file is.

                The exit code is 3 when reading them brought a finding to light.""",
                List.of(
                        Argument.required("A", ValueType.BACKUP, "The older one, usually."),
                        Argument.required("B", ValueType.BACKUP, "The one to compare with it.")),
                List.of(Option.flag("--deep", "Read every part of both chains.")),
                List.of(
                        Example.of("backup compare 1/0/03 LATEST --storage orders", "what changed since"),
                        Example.of("backup compare 1/0/03 1/0/06 --storage orders --json", "for a script")),
                ArchiveCommands.exits(Exit.FINDINGS, Exit.KEY, Exit.NOT_FOUND),
                Effect.READS,
                true);
    }

    static Command fetch() {
        return new Command(
                "backup fetch",
                "unpack a backup into a directory, and nothing more",
                """
                Unpacks a backup with all that it stands on into an empty directory: each page once, from the newest backup that has \
                it, pg_control last. No WAL is brought and no settings are written: for a server that recovers, restore is the way.

                Before anything is written the documents are asked whether the backup is whole. What only the content tells ends the \
                unpacking and leaves no pg_control, so that no server starts on it. What came of Ctrl-C, a crash, a lost link or a \
                full disk is gone on with by the same command; parts that are finished are not fetched again.

                Tablespaces go to where they were, unless an option says otherwise. A restore of some databases leaves the others \
                with what came with the server; they can be dropped, and nothing else.""",
                List.of(
                        Argument.required("DIR", ValueType.FILE, "An empty directory, or one that is not there yet."),
                        NAME),
                List.of(
                        Option.value(
                                        "--tablespace",
                                        ValueType.TEXT,
                                        "OLD=NEW",
                                        "Put the tablespace that was at OLD, or has this number, at NEW.")
                                .repeated(),
                        Option.value(
                                "--tablespaces-under",
                                ValueType.FILE,
                                "DIR",
                                "Put each tablespace into a folder of its own below DIR."),
                        Option.value("--wal-directory", ValueType.FILE, "DIR", "Make pg_wal a link to this directory."),
                        Option.value(
                                "--user",
                                ValueType.TEXT,
                                "USER[:GROUP]",
                                "Whom everything is to belong to; giving files away takes root."),
                        Option.value(
                                        "--only-database",
                                        ValueType.TEXT,
                                        "NAME",
                                        "Only this database, or a table of it (app/orders, app/sales.orders).")
                                .repeated(),
                        Option.flag(
                                "--without-wal",
                                "Even when the WAL that makes it consistent is not all in this archive.")),
                List.of(
                        Example.of("backup fetch /tmp/a LATEST --storage orders", "the newest"),
                        Example.of(
                                "backup fetch /tmp/a LATEST --only-database app --storage orders",
                                "one database of it"),
                        Example.of(
                                "backup fetch /srv LATEST --tablespaces-under /b --storage orders",
                                "beside a server that runs")),
                ArchiveCommands.exits(
                        Exit.REFUSED, Exit.CHANGED, Exit.KEY, Exit.NOT_FOUND, Exit.UNREACHABLE_MOMENT, Exit.DAMAGED),
                Effect.WRITES_LOCAL,
                true);
    }
}
