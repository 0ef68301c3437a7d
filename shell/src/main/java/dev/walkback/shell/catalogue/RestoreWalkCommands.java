package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.ArrayList;
import java.util.List;

/** A restore that is walked step by step, or all the way. */
final class RestoreWalkCommands {

    private static final Option BRIEF = Option.flag("--brief", "Say what happens and no reasons, for those who know.");
    private static final Option ALL = Option.flag("--all", "Do not wait between the steps.");
    private static final Option YES =
            Option.flag("--yes", "Do not ask before a directory is written to that is empty.");
    private static final Option CONFIRM = Option.value(
            "--confirm",
            ValueType.TEXT,
            "FINGERPRINT",
            "The plan's fingerprint. Where data is to be replaced nothing is done without it, and without --cluster.");

    private static final List<Exit> EXITS = List.of(
            Exit.FAILED,
            Exit.REFUSED,
            Exit.NO_STORAGE,
            Exit.CHANGED,
            Exit.KEY,
            Exit.NOT_FOUND,
            Exit.DAMAGED,
            Exit.NO_ACCESS,
            Exit.INTERRUPTED);

    private RestoreWalkCommands() {}

    static Command step() {
        return new Command(
                "restore step",
                "the next of the nine steps of a restore",
                """
                A restore has nine steps: the moment, the backup and the route are decided by restore plan; the directory, \
                the backup, the WAL and the settings are put in place here; you start the server, look, and decide. Each \
                call says one step in words (what happens, why, what can go wrong, how to undo it), does it where there is \
                something to do, and ends. The next call goes on.

                Which restore is meant: the one in DIR; else the plan that --plan names; else the one that is open in this \
                session, or the plan that waits in it; else the one in the current directory.

                It can be interrupted at any time, by Ctrl-C, kill -9, a lost line, a full disk, or a machine that goes \
                down. The same command goes on from there. What is done is in DIR/walkback.restore/, plan and journal; \
                another process that works on the same directory is refused.""",
                List.of(Argument.optional("DIR", ValueType.FILE, "The data directory of a restore that was begun.")),
                List.of(
                        Option.value(
                                "--plan",
                                ValueType.TEXT,
                                "FINGERPRINT",
                                "A plan that was saved, by its fingerprint or file."),
                        BRIEF,
                        ALL,
                        YES,
                        CONFIRM),
                List.of(
                        Example.of("restore step nothing-here", "exit 13: no restore was begun there")
                                .exits(13),
                        Example.of("restore step --brief --plan 0000-0000", "exit 13: no such plan was saved")
                                .exits(13)),
                EXITS,
                Effect.WRITES_LOCAL,
                true);
    }

    /** @param planning the options that say what is wished for, as restore plan has them */
    static Command apply(List<Option> planning) {
        List<Option> options = new ArrayList<>(planning);
        options.addAll(List.of(BRIEF, ALL, YES, CONFIRM));
        return new Command(
                "restore apply",
                "restore: all steps up to starting the server",
                """
                Does what restore step does, one step after the other, until the server can be started. At a terminal it \
                waits for Enter before each; with --all, and where nobody can be asked, it goes on by itself.

                PLAN is a saved plan, by its fingerprint or file. Without one the plan is made now, from the same options \
                that restore plan takes; when that very restore was begun before, it is gone on with.

                Into an empty directory nothing has to be confirmed. Where --replace would move data aside a person types \
                the cluster's name, and a script gives --confirm with the plan's fingerprint, and --cluster.""",
                List.of(Argument.optional("PLAN", ValueType.TEXT, "A saved plan, by its fingerprint or file.")),
                options,
                List.of(
                        Example.of("restore apply --latest --into /srv/orders --storage orders --all", "for a script"),
                        Example.of("restore apply 0000-0000", "exit 13: no such plan was saved")
                                .exits(13)),
                EXITS,
                Effect.WRITES_LOCAL,
                true);
    }

    static Command abandon() {
        return new Command(
                "restore abandon",
                "give a restore up",
                """
                The restore is no longer open: restore step does not go on with it. Nothing is removed. What is in the \
                directory, and beside it, is named, with the command that removes it.

                A directory whose fetch has not ended has no pg_control, and no server starts on it.""",
                List.of(Argument.optional("DIR", ValueType.FILE, "The data directory of a restore that was begun.")),
                List.of(),
                List.of(Example.of("restore abandon nothing-here", "exit 13: no restore was begun there")
                        .exits(13)),
                List.of(Exit.FAILED, Exit.REFUSED, Exit.CHANGED, Exit.NOT_FOUND),
                Effect.WRITES_LOCAL,
                false);
    }
}
