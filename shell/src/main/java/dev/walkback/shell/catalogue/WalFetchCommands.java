package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.List;

/** WAL on its way to a server that recovers. */
final class WalFetchCommands {

    private WalFetchCommands() {}

    static Command fetch() {
        return new Command(
                "wal fetch",
                "fetch one WAL file, checked: for restore_command",
                """
                Finds NAME in the archive, decodes it beside FILE, checks it (exact length, header, place, timeline, and whose WAL it \
                is: of the cluster that FILE lies in, else of the archive's backups), and only then gives it its name. Segments, \
                .partial, .history and .backup files. Of two stored copies the sound one is taken. A FILE that exists is refused.

                PostgreSQL takes any exit code up to 125 for the end of WAL and opens for business. So this ends with 74 only when \
                the archive answered and does not have NAME; every other failure, after the retries of the settings, is above 200: \
                what other commands end with as 1 to 16 is 201 to 216 here (a missing bucket or directory is 216), and anything \
                else, interruption included, is 254.

                A restore with --stream writes a restore_command that is faster: a script that takes segments from a spool.""",
                List.of(
                        Argument.required("NAME", ValueType.TEXT, "The file's plain name, %f of restore_command."),
                        Argument.required("FILE", ValueType.FILE, "Where to put it, %p of restore_command.")),
                List.of(),
                List.of(
                        Example.of(
                                "wal fetch 000000010000000000000009 segment --storage orders",
                                "one segment, to look at with pg_waldump"),
                        Example.of("wal fetch 00000009.history history --storage orders", "what is not there: exit 74")
                                .exits(Exit.ABSENT.code())),
                List.of(Exit.ABSENT),
                Effect.WRITES_LOCAL,
                true);
    }

    static Command prefetch() {
        return new Command(
                "wal prefetch",
                "keep a spool filled ahead of a recovering server",
                """
                Run by the script that a restore with --stream writes; one for each spool, and a second ends at once. Fetches what the \
                server will ask for next, along its timelines, decodes and checks it, and answers what the script asks. How far \
                ahead, and how many at once, follows from how long a segment takes to fetch and how long to replay.

                Ends by itself when the server is gone, when its recovery is over, or when nothing was asked for a while \
                (WALKBACK_PREFETCH_IDLE). Never holds more than WALKBACK_PREFETCH_SPACE in the spool.""",
                List.of(Argument.required("SPOOL", ValueType.FILE, "The folder that the script lies in.")),
                List.of(Option.value("--data", ValueType.FILE, "DIR", "The data directory that recovers.")),
                List.of(),
                List.of(),
                Effect.WRITES_LOCAL,
                true);
    }
}
