package dev.walkback.shell.command.restore;

import dev.walkback.engine.plan.Fingerprint;
import dev.walkback.engine.restore.saved.RestorePlanFile;
import dev.walkback.engine.restore.saved.SavedRestore;
import dev.walkback.shell.Exit;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.restore.SavedPlanList;
import dev.walkback.shell.report.restore.SavedPlanReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code plan list}, {@code show} and {@code discard}. */
public final class PlanCommands {

    private PlanCommands() {}

    public static Exit list(Session session) {
        List<SavedPlanList.Kept> kept = new ArrayList<>();
        for (Path file : files(session)) {
            try {
                kept.add(new SavedPlanList.Kept(file, RestorePlanFile.read(file), ""));
            } catch (IOException damaged) {
                kept.add(new SavedPlanList.Kept(file, null, String.valueOf(damaged.getMessage())));
            }
        }
        kept.sort(Comparator.comparing(SavedPlanList.Kept::at)
                .thenComparing(each -> each.file().toString()));
        session.reporter().show(new SavedPlanList(kept));
        return Exit.DONE;
    }

    public static Exit show(Invocation invocation, Session session) {
        Path file = file(invocation, session);
        try {
            SavedRestore saved = RestorePlanFile.read(file);
            session.reporter().show(new SavedPlanReport(saved, file));
            return Exit.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Exit discard(Invocation invocation, Session session) {
        Path file = file(invocation, session);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        session.reporter()
                .note("plan " + invocation.argument(0) + " is forgotten; a restore that was begun by it can go on");
        return Exit.DONE;
    }

    private static List<Path> files(Session session) {
        Path folder = RestorePlanned.savedFile(session, "any").resolveSibling("");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> String.valueOf(file.getFileName()).matches("restore-.*\\.json"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a person types may be anything, a path among others: only a fingerprint becomes a file's name. */
    private static Path file(Invocation invocation, Session session) {
        String typed = invocation.argument(0);
        Path file = new Fingerprint(typed).isWellFormed() ? RestorePlanned.savedFile(session, typed) : null;
        if (file == null || !Files.exists(file)) {
            throw new NotFound(
                    ErrorCode.RESTORE_PLAN_UNKNOWN,
                    "no restore plan " + ShellWord.quoted(typed) + " was kept here",
                    "plans are kept by restore plan --save, for one user on one machine",
                    List.of(Suggestion.command("plan list", "those that there are")));
        }
        return file;
    }
}
