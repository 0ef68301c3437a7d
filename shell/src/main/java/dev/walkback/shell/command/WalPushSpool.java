package dev.walkback.shell.command;

import dev.walkback.engine.walspool.PushScript;
import dev.walkback.engine.walspool.PushSpool;
import dev.walkback.shell.Exit;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.command.restore.ScriptSettings;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.PushSpoolMade;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code wal push --spool}. */
final class WalPushSpool {

    private WalPushSpool() {}

    static Exit run(Invocation invocation, Session session) {
        if (!invocation.has("--spool")) {
            throw new UsageError(
                    ErrorCode.MISSING_VALUE,
                    "wal push needs FILE",
                    "or --spool and a folder",
                    Suggestion.command("help wal push", ""));
        }
        if (!invocation.argument(0).isEmpty()) {
            throw new UsageError(
                    ErrorCode.CONFLICTING_OPTIONS,
                    "a FILE and --spool exclude each other",
                    "a spool is made once; its script is what archive_command runs for each file",
                    Suggestion.command("help wal push", ""));
        }
        String storage = invocation.value("--storage").orElse("");
        Settings settings = session.storages().settings(storage);
        Path folder = settings.surroundings()
                .directory()
                .resolve(invocation.value("--spool").orElseThrow())
                .toAbsolutePath()
                .normalize();
        refuseWithinDataDirectory(folder);
        PushScript script = new PushScript(
                new PushSpool(folder),
                List.of(System.getProperty("walkback.program", "walkback")),
                options(invocation),
                ScriptSettings.of(settings),
                Math.max(
                        1, settings.duration("WALKBACK_PUSH_WAIT").orElseThrow().toSeconds()));
        try {
            script.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        session.reporter()
                .show(new PushSpoolMade(
                        folder.toString(), script.spool().script().toString(), script.archiveCommand()));
        return Exit.DONE;
    }

    /** Whatever lies there is in every base backup, and a backup that is restored would bring old acknowledgements. */
    private static void refuseWithinDataDirectory(Path folder) {
        for (Path above = folder; above != null; above = above.getParent()) {
            if (Files.exists(above.resolve("PG_VERSION"))) {
                throw new Refusal(
                        ErrorCode.BAD_VALUE,
                        "the spool cannot be in the data directory " + above,
                        "it would be part of every backup",
                        Suggestion.command(
                                "wal push --spool "
                                        + ShellWord.quoted(above.resolveSibling("push-spool")
                                                .toString()),
                                "beside it"));
            }
        }
    }

    private static List<String> options(Invocation invocation) {
        List<String> options = new ArrayList<>();
        invocation.value("--storage").ifPresent(it -> options.add("--storage=" + it));
        invocation
                .value("--config")
                .ifPresent(it -> options.add("--config=" + Path.of(it).toAbsolutePath()));
        return options;
    }
}
