package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.ArrayList;
import java.util.List;

/** Commands about a restored server that runs, or is about to. */
final class WatchCommands {

    private static final Argument DIRECTORY = Argument.optional(
            "DIR", ValueType.FILE, "The data directory. Without it: that of the restore that is open at the prompt.");

    private static final Option AS = Option.value(
                    "--as",
                    ValueType.TEXT,
                    "ROLE",
                    "The role to ask the server as. It needs no password on the server's own socket.")
            .otherwise("PGUSER, postgres, the directory's owner");

    private WatchCommands() {}

    static Command status() {
        return new Command(
                "restore status",
                "where a recovering server is",
                """
                Looks at a restored directory and at the server on it: whether it was started, how far it has replayed and how far it has \
                to, how long that takes, whether it is paused at its target; and explains what its log says. With --follow it is looked \
                at until it stands still; Ctrl-C leaves the server alone.

                It works before the server answers anybody: then the title of its process, its log and its control file tell. It works \
                on directories that others restored, too; of those it is not always known how far they have to go.

                Ends with 3 when the server stopped by itself.""",
                List.of(DIRECTORY),
                List.of(
                        Option.flag("--follow", "Go on looking until there is nothing to wait for."),
                        Option.value("--log", ValueType.FILE, "FILE", "Where the server writes its log.")
                                .otherwise("what its logging collector says, DIR.log, or the newest in DIR/log"),
                        AS),
                List.of(
                        Example.of("restore status restored", "as it is"),
                        Example.of("restore status restored --json", "for a script")),
                List.of(Exit.FAILED, Exit.FINDINGS, Exit.NOT_FOUND),
                Effect.READS,
                false);
    }

    static Command start() {
        return new Command(
                "restore start",
                "start a restored copy, to look at it",
                """
                Starts PostgreSQL on a directory that walkback restored, as the user who owns it, with pg_ctl. The copy keeps to itself: \
                nobody reaches it but through a socket in a directory of its own, it archives nothing, loads no libraries, subscribes to \
                nothing and vacuums nothing, whatever its own settings say. Waits a moment, or with --follow until it stands still, and \
                shows where it is.

                It does not start a directory of which a service of this machine knows, nor one that walkback did not restore: a server \
                that is to be used is started as servers are started here.""",
                List.of(DIRECTORY),
                List.of(
                        Option.flag("--follow", "Wait until it stands at its target, or stops."),
                        Option.value("--bin", ValueType.FILE, "DIR", "Where postgres and pg_ctl of that version are.")
                                .otherwise("the PATH, and where packages put them"),
                        Option.value("--port", ValueType.TEXT, "PORT", "The port that names its socket.")
                                .otherwise("one that is free"),
                        Option.flag("--yes", "Do it without asking."),
                        AS),
                List.of(Example.of("restore start restored --yes", "not done yet: refused")
                        .exits(4)),
                List.of(Exit.FAILED, Exit.FINDINGS, Exit.REFUSED, Exit.NOT_FOUND),
                Effect.WRITES_LOCAL,
                false);
    }

    static Command check() {
        return new Command(
                "restore check",
                "look into a running copy: is it the right moment, is it whole",
                """
                Asks the server on a restored directory where it stands and when the last transaction in it committed; connects to every \
                database, goes through all btree indexes and, on 14 and later, all tables with amcheck where that extension is installed, \
                and counts rows. Then it says how to go on: promote, forward, or back.

                With --sql questions of your own are asked, from a file:

                  -- database orders
                  -- expect >= 100
                  select count(*) from orders;

                A statement ends with a semicolon at the end of a line. Before it may stand what its first column has to be: a value, \
                with =, <>, <, <=, >, >= or ~ for a pattern; or how many rows: rows = 0. Without it the statement has to succeed.

                Works on any directory whose server answers, whoever restored it. Ends with 3 when something is wrong.""",
                List.of(DIRECTORY),
                List.of(
                        Option.value("--sql", ValueType.FILE, "FILE", "Ask these questions, too."),
                        Option.value("--database", ValueType.TEXT, "NAME", "Only this database. May be repeated.")
                                .repeated(),
                        Option.flag("--quick", "Do not go through indexes and tables."),
                        Option.flag("--rows", "Count the rows of large tables, too."),
                        AS),
                List.of(Example.of("restore check restored", "no server runs there: exit 1")
                        .exits(1)),
                List.of(Exit.FAILED, Exit.FINDINGS, Exit.NOT_FOUND),
                Effect.READS,
                false);
    }

    static Command promote() {
        return new Command(
                "restore promote",
                "end the recovery of a copy: it becomes writable",
                """
                Tells the server on a directory that walkback restored to end its recovery, and waits until it has. It begins a timeline of \
                its own; nothing more can be replayed into it. Archiving stays off until somebody puts it on.""",
                List.of(DIRECTORY),
                List.of(Option.flag("--yes", "Do it without asking."), AS),
                List.of(Example.of("restore promote restored --yes", "not ours: refused")
                        .exits(4)),
                List.of(Exit.FAILED, Exit.REFUSED, Exit.NOT_FOUND),
                Effect.WRITES_LOCAL,
                false);
    }

    static Command forward() {
        return new Command(
                "restore forward",
                "give a stopped copy a later target",
                """
                The moment was too early: stages the WAL up to a later one and writes it into the settings. The server must be stopped, \
                and is started again by you, or by restore start; it goes on from where it was. A moment that was passed already is \
                refused, as replay cannot run backwards: then restore again.""",
                List.of(DIRECTORY),
                RestoreOptions.moment(),
                List.of(Example.of("restore forward restored --latest", "refused: it does not recover")
                        .exits(4)),
                ArchiveCommands.exits(Exit.REFUSED, Exit.KEY, Exit.NOT_FOUND, Exit.UNREACHABLE_MOMENT, Exit.DAMAGED),
                Effect.WRITES_LOCAL,
                true);
    }

    static Command rehearse() {
        List<Option> options = new ArrayList<>(RestoreOptions.moment());
        options.addAll(RestoreOptions.choice());
        options.addAll(List.of(
                Option.value("--scratch", ValueType.FILE, "DIR", "Make the folder for it in this directory.")
                        .otherwise("TMPDIR, else /tmp"),
                Option.value("--user", ValueType.TEXT, "USER[:GROUP]", "Whom the copy is to belong to.")
                        .otherwise("whoever runs this; for root postgres, else nobody"),
                Option.value("--bin", ValueType.FILE, "DIR", "Where postgres and pg_ctl of that version are.")
                        .otherwise("the PATH, and where packages put them"),
                Option.value("--sql", ValueType.FILE, "FILE", "Ask these questions, too; see restore check."),
                Option.value("--database", ValueType.TEXT, "NAME", "Look into this database only. May be repeated.")
                        .repeated(),
                Option.flag("--quick", "Do not go through indexes and tables."),
                Option.flag("--rows", "Count the rows of large tables, too."),
                Option.flag("--keep", "Leave what was restored where it is.")));
        return new Command(
                "rehearse",
                "restore on the side, and say whether and how fast it works",
                """
                Does a whole restore as restore plan would plan it: into a folder of its own, with PostgreSQL started on it, to the \
                moment; then the copy is promoted and looked into as restore check does, stopped, and removed. What is told: how long each \
                phase took, how long all of them from an empty directory to the moment, what was reached, and whether it is whole.

                The copy keeps to itself: it listens on no network, its socket is in a directory of its own, archiving, libraries, \
                subscriptions and connections to others are off, whatever its settings say. The archive is only read.

                Ends with 0 when the moment was reached and all is well, with 3 when not. What came of it is kept on this machine: \
                rehearse list, rehearse show.""",
                List.of(),
                options,
                List.of(Example.of(
                                "rehearse --time '2020-01-01 00:00Z' --storage orders", "before all backups: exit 13")
                        .exits(13)),
                ArchiveCommands.exits(
                        Exit.FAILED, Exit.REFUSED, Exit.KEY, Exit.NOT_FOUND, Exit.UNREACHABLE_MOMENT, Exit.DAMAGED),
                Effect.WRITES_LOCAL,
                true);
    }

    static Command rehearsals() {
        return new Command(
                "rehearse list",
                "what was rehearsed on this machine",
                "Lists the rehearsals of this user on this machine, the newest first.",
                List.of(),
                List.of(),
                List.of(Example.of("rehearse list", ""), Example.of("rehearse list --json", "for a script")),
                List.of(),
                Effect.READS,
                false);
    }

    static Command rehearsal() {
        return new Command(
                "rehearse show",
                "what came of a rehearsal",
                "Shows a rehearsal again. Ends with 3 when it did not pass.",
                List.of(Argument.optional("RUN", ValueType.TEXT, "Its name in rehearse list. Without it: the newest.")),
                List.of(),
                List.of(Example.of("rehearse show", "none was made yet: exit 13")
                        .exits(13)),
                List.of(Exit.FINDINGS, Exit.NOT_FOUND),
                Effect.READS,
                false);
    }
}
