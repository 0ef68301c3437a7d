package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.List;

/** Timelines, windows and WAL. */
final class WalCommands {

    private static final Option TIMELINE = Option.value("--timeline", ValueType.TIMELINE, "N", "Only this timeline.");

    private WalCommands() {}

    static Command timelines() {
        return new Command(
                "timeline list",
                "forks, switch points, and what is there of each timeline",
                """
                One line a timeline: which it left and where, its first and last segment, how many there are, gaps and how many \
                segments they lost, its backups, and whether its history file could be read.""",
                List.of(),
                List.of(),
                List.of(
                        Example.of("timeline list --storage orders", "all of them"),
                        Example.of("timeline list --storage orders --json", "for a script")),
                ArchiveCommands.exits(Exit.FINDINGS),
                Effect.READS,
                true);
    }

    static Command map() {
        return new Command(
                "timeline show",
                "the history as a map: timelines, gaps, backups, windows",
                """
                Draws every timeline on one axis: WAL that is there, segments that are lost (at least one cell, however few they \
                are), backups above it, where each timeline left its parent, and below all of it what can be reached. With N only \
                the line that leads to that timeline.

                The axis counts segments, which is exact. With --scale time it shows when segments were stored and backups \
                finished, which is about right. Signs are those that the terminal's encoding has; --ascii takes the plain ones, \
                --words says it in sentences.""",
                List.of(Argument.optional("N", ValueType.TIMELINE, "Only the line that leads to this timeline.")),
                List.of(Option.choice("--scale", "WHAT", List.of("segments", "time"), "What the axis measures.")),
                List.of(
                        Example.of("timeline show --storage orders", "the map"),
                        Example.of("timeline show --scale time --ascii --storage orders", "by time, in plain signs"),
                        Example.of("timeline show --words --storage orders", "in sentences")),
                ArchiveCommands.exits(Exit.FINDINGS, Exit.NOT_FOUND),
                Effect.READS,
                true);
    }

    static Command windows() {
        return new Command(
                "window list",
                "where you can get back to, and why not further",
                """
                A window is a span all of whose moments can be reached: a backup can be unpacked, and WAL leads from it to each of \
                them. Its ends are positions in WAL, which are exact; the times beside them are those of backups and stored \
                segments, about right and never exact. Below the table stands what cannot be reached.""",
                List.of(),
                List.of(),
                List.of(
                        Example.of("window list --storage orders", "all of them"),
                        Example.of("window list --storage orders --words", "in sentences"),
                        Example.of("window list --storage orders --json", "for a script")),
                ArchiveCommands.exits(Exit.FINDINGS),
                Effect.READS,
                true);
    }

    static Command show() {
        return new Command(
                "wal show",
                "which WAL is there, with the gaps",
                """
                Timeline by timeline the runs of consecutive segments and the gaps between them, by segment and by position, and \
                how many backups start in each run. Below stands what can be reached.""",
                List.of(),
                List.of(TIMELINE),
                List.of(
                        Example.of("wal show --storage orders", "all timelines"),
                        Example.of("wal show --timeline 1 --storage orders", "one of them"),
                        Example.of("wal show --storage orders --json", "for a script")),
                ArchiveCommands.exits(Exit.FINDINGS, Exit.NOT_FOUND),
                Effect.READS,
                true);
    }

    static Command list() {
        return new Command(
                "wal list",
                "the objects that hold segments",
                """
                Every object that holds a segment: its place, when it was stored, its size as stored and its compression. A segment \
                that is stored twice has two lines. Printed as it goes, so that a million need no more memory than ten.

                With FROM and TO only segments between them, both included; both are of one timeline.""",
                List.of(
                        Argument.optional(
                                "FROM", ValueType.SEGMENT, "The first segment, 24 digits or short as 1/0/9C."),
                        Argument.optional("TO", ValueType.SEGMENT, "The last segment.")),
                List.of(TIMELINE),
                List.of(
                        Example.of("wal list --storage orders", "all of them"),
                        Example.of("wal list 1/0/03 1/0/04 --storage orders", "two of them"),
                        Example.of("wal list --storage orders --plain", "one record a line")),
                ArchiveCommands.exits(Exit.FINDINGS, Exit.NOT_FOUND),
                Effect.READS,
                true);
    }

    static Command verify() {
        return new Command(
                "wal verify",
                "whether the WAL that the present needs is there",
                """
                integrity: every segment from the start of the first backup on the current line to where the cluster is writing. \
                What is missing is lost, or may be on its way (uploading, delayed). timeline: whether the cluster writes on the \
                newest timeline that is stored. Without a word, both. Besides, every finding that has to do with WAL: gaps, also \
                on other timelines and at forks, missing histories, segments that are empty or of a wrong size.

                Where the cluster is writing is told by --lsn and --timeline; without them the newest segment that is stored is \
                taken, and what was never stored after it cannot be missed.

                With --deep every segment is read once; what was found is remembered for as long as the object does not change.

                The exit code is 3 when anything was found. With --nagios one line is printed and the exit codes are those of \
                that world: 0 ok, 1 warning, 2 critical, 3 unknown.""",
                List.of(new Argument(
                        "CHECK",
                        ValueType.CHOICE,
                        List.of("integrity", "timeline"),
                        false,
                        true,
                        "integrity, timeline, or both.")),
                List.of(
                        Option.value(
                                "--lsn", ValueType.LSN, "LSN", "Where the cluster is writing: pg_current_wal_lsn()."),
                        Option.value("--timeline", ValueType.TIMELINE, "N", "The timeline that it is writing on."),
                        Option.value(
                                "--backup", ValueType.BACKUP, "NAME", "Begin with this backup instead of the first."),
                        Option.flag(
                                "--deep",
                                "Also read every segment: pages, records, whose it is, how one goes on in the next."),
                        Option.flag("--nagios", "One line, and the exit codes of monitoring systems.")),
                List.of(
                        Example.of("wal verify --storage orders", "both checks"),
                        Example.of("wal verify timeline --storage orders", "one of them"),
                        Example.of(
                                "wal verify --deep --storage orders", "read it all; the second time only what is new"),
                        Example.of("wal verify --nagios --storage orders", "for monitoring"),
                        Example.of(
                                        "wal verify --lsn 0/60000000 --timeline 1 --storage orders",
                                        "the server is there, and its WAL is not: exit 3")
                                .exits(3)),
                ArchiveCommands.exits(Exit.FAILED, Exit.FINDINGS, Exit.KEY, Exit.NOT_FOUND),
                Effect.READS,
                true);
    }
}
