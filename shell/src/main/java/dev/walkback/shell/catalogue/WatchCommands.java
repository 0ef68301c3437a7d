package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
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
}
