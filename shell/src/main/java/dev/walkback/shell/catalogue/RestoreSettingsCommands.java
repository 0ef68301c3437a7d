package dev.walkback.shell.catalogue;

import dev.walkback.engine.restore.guide.StartGuide;
import dev.walkback.shell.Exit;
import java.util.List;
import java.util.stream.Stream;

/** What a restored server is told, and how it is started. */
final class RestoreSettingsCommands {

    private static final Argument DIR = Argument.optional(
            "DIR",
            ValueType.FILE,
            "The data directory. Without it the restore that is open, else the current directory.");

    private RestoreSettingsCommands() {}

    static Command settings() {
        return new Command(
                "restore settings",
                "what a restored server is told, and taking it out again",
                """
                Shows what walkback wrote into DIR for the recovery, or would write: the target, where WAL comes from, and what \
                keeps a copy from doing harm (archive_mode, port). From version 12 on it stands at the end of \
                postgresql.auto.conf between two comments that name the plan, with recovery.signal or standby.signal beside it; \
                up to 11 in recovery.conf.

                --remove takes exactly that out again, to the byte, and makes lines of the source's that had become comments \
                lines again. While a server recovers by these settings it is refused.

                --write puts it there again as the plan of the restore has it, where a recovery has not ended yet.

                --archive is for after the promotion. It looks whether the archive has given the new timeline's number to \
                another, which happens to servers that are promoted where they cannot see the archive; then both would spoil \
                each other's WAL, and it is refused. Else archive_mode = off is taken out, which takes a restart.""",
                List.of(DIR),
                List.of(
                        Option.flag(
                                "--write", "Write it again, as the restore's plan has it: after --remove, or an edit."),
                        Option.flag("--remove", "Take out all that walkback wrote for the recovery."),
                        Option.flag("--archive", "Let the promoted server archive, if its timeline's number is free.")),
                List.of(
                        Example.of("restore settings /srv/restore/orders", "what it is told"),
                        Example.of("restore settings /srv/restore/orders --remove", "and no longer"),
                        Example.of(
                                        "restore settings /srv/orders --archive --storage orders",
                                        "after a promotion; else refused")
                                .exits(4)),
                List.of(Exit.FAILED, Exit.REFUSED, Exit.NO_STORAGE, Exit.NOT_FOUND, Exit.NO_ACCESS),
                Effect.WRITES_LOCAL,
                true);
    }

    static Command guide() {
        return new Command(
                "restore guide",
                "how a restored server is started by hand, in lines to type",
                """
                Prints the commands that start, watch and stop the server in DIR, with its paths, its port and its owner in them, for \
                whoever keeps servers on this machine. walkback types none of them: whose service it is it cannot know. Without \
                --guide it is pg_ctl, and the last line says what else fits.""",
                List.of(DIR),
                List.of(Option.choice(
                        "--guide",
                        "KEEPER",
                        Stream.of(StartGuide.Keeper.values())
                                .map(StartGuide.Keeper::word)
                                .toList(),
                        "Who is to start it.")),
                List.of(
                        Example.of("restore guide /srv/restore/orders", "with pg_ctl"),
                        Example.of("restore guide /srv/restore/orders --guide pg_ctlcluster", "as Debian does")),
                List.of(Exit.FAILED),
                Effect.READS,
                false);
    }
}
