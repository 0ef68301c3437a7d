package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.ArrayList;
import java.util.List;

/** A server that is to be recovered one day: whether it archives as it should, and the lines that make it. */
final class SetupCommands {

    private SetupCommands() {}

    static Command check() {
        return new Command(
                "setup check",
                "whether a server archives so that it can be recovered",
                """
                Connects to PostgreSQL and says what is missing: wal_level, archive_mode, archive_command, archive_timeout, how its archiver \
                fares, max_wal_senders, slots that keep WAL for nobody, checksums, the room on the disk of a server that is here, and what \
                the role may do. Where a storage is named, also whether the segment that the server says was archived last is there, and \
                a backup. Each thing with what it means and the line that mends it. Nothing is changed.

                Ends with 3 when something is missing without which there is no way back.""",
                List.of(),
                ServerOptions.all(),
                List.of(
                        Example.of("setup check --host /nowhere", "no server there: exit 16")
                                .exits(Exit.NO_ACCESS.code()),
                        Example.of("setup check --host /nowhere --json", "for a script")
                                .exits(Exit.NO_ACCESS.code())),
                List.of(Exit.FAILED, Exit.FINDINGS, Exit.NO_ACCESS),
                Effect.READS,
                true);
    }

    static Command print() {
        return new Command(
                "setup print",
                "the lines that set a server up",
                """
                Prints what goes into postgresql.conf, and what is to be run from time to time: a full backup on Sundays and a delta on the \
                other days, and once a week a check of all WAL and of the newest backup; for cron, or for systemd. With --for only the lines \
                themselves, to be put into a file.

                --for cp-archive prints an archive_command in plain sh for who archives into a folder: it never replaces what is there, and \
                tells the server only when the segment is on the disk.

                No secret is in them: they name the storage, and keys stay in files that only their owner can read.""",
                List.of(Argument.optional(
                        "DATA",
                        ValueType.FILE,
                        "The server's data directory; /var/lib/postgresql/data if it is not said.")),
                List.of(
                        Option.choice(
                                "--for",
                                "WHAT",
                                List.of("all", "postgresql.conf", "cron", "systemd", "cp-archive"),
                                "Only these lines."),
                        Option.value("--user", ValueType.TEXT, "USER", "Whom the server runs as.")
                                .otherwise("postgres"),
                        Option.value("--archive", ValueType.FILE, "DIR", "The folder that cp-archive copies WAL into.")
                                .otherwise("/srv/wal-archive")),
                List.of(
                        Example.of("setup print --storage orders", "all of it"),
                        Example.of("setup print /srv/pg/16 --for systemd --storage orders", "units of systemd")),
                List.of(),
                Effect.READS,
                false);
    }

    static Command archiver() {
        List<Option> options = new ArrayList<>(ServerOptions.all());
        options.add(Option.flag("--switch", "End the segment that is written to, and wait until it is archived."));
        options.add(Option.value("--wait", ValueType.DURATION, "DURATION", "How long to wait for it.")
                .otherwise("60s"));
        return new Command(
                "archiver status",
                "how a server's archiving fares",
                """
                What pg_stat_archiver says, how many files wait, which segment is written to and how much of the WAL is not archived. With \
                --switch PostgreSQL goes on in a new segment (pg_switch_wal), so that what was written so far is archived at once: the \
                simplest proof that archiving works.

                Ends with 3 when archiving fails, is off, or what was switched away did not arrive in time.""",
                List.of(),
                options,
                List.of(Example.of("archiver status --host /nowhere", "no server there: exit 16")
                        .exits(Exit.NO_ACCESS.code())),
                List.of(Exit.FAILED, Exit.FINDINGS, Exit.NO_ACCESS),
                Effect.READS,
                false);
    }
}
