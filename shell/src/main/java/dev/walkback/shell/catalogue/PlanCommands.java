package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.List;

/** Plans that were kept. */
final class PlanCommands {

    private static final Argument PLAN =
            Argument.required("PLAN", ValueType.TEXT, "A restore plan, by its fingerprint.");

    private PlanCommands() {}

    static Command list() {
        return new Command(
                "plan list",
                "restore plans that were kept",
                """
                Lists the plans that restore plan --save kept for this user on this machine, the newest last. A file that cannot \
                be read is listed with the reason.""",
                List.of(),
                List.of(),
                List.of(Example.of("plan list", "all of them"), Example.of("plan list --json", "for a script")),
                List.of(Exit.FAILED),
                Effect.READS,
                false);
    }

    static Command show() {
        return new Command(
                "plan show",
                "one restore plan that was kept, with its steps",
                """
                Shows what was asked and decided, and each step, as it was kept. Whether it still holds is found out when it is \
                carried out: an object it rests on that changed meanwhile makes it stale, new WAL and new backups do not.""",
                List.of(PLAN),
                List.of(),
                List.of(Example.of("plan show 0000-0000", "exit 13: no such plan was kept")
                        .exits(13)),
                List.of(Exit.FAILED, Exit.NOT_FOUND),
                Effect.READS,
                false);
    }

    static Command discard() {
        return new Command(
                "plan discard",
                "forget a restore plan that was kept",
                """
                Removes the file that the plan was kept in. A restore that was begun by it goes on: it has a copy in its own \
                directory.""",
                List.of(PLAN),
                List.of(),
                List.of(Example.of("plan discard 0000-0000", "exit 13: no such plan was kept")
                        .exits(13)),
                List.of(Exit.FAILED, Exit.NOT_FOUND),
                Effect.WRITES_LOCAL,
                false);
    }
}
