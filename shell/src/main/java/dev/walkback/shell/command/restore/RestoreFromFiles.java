package dev.walkback.shell.command.restore;

import dev.walkback.engine.basebackup.FileCopy;
import dev.walkback.engine.basebackup.FileCopyRun;
import dev.walkback.engine.basebackup.PageCheck;
import dev.walkback.engine.restore.Destination;
import dev.walkback.shell.Exit;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Progress;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.basebackup.FileCopyShown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code restore from-files}. */
public final class RestoreFromFiles {

    private RestoreFromFiles() {}

    public static Exit run(Invocation invocation, Session session) {
        try {
            return looked(invocation, session);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Exit looked(Invocation invocation, Session session) throws IOException {
        Path folder = RestoreFromBaseBackup.folder(invocation);
        if (!invocation.has("--into") && (invocation.has("--tablespaces-under") || invocation.has("--user"))) {
            throw new UsageError(
                    ErrorCode.CONFLICTING_OPTIONS,
                    "--tablespaces-under and --user say nothing without --into",
                    "without it the copy is only looked at",
                    Suggestion.command("help restore from-files", "how it is written"));
        }
        if (!Files.isDirectory(folder)) {
            throw new Refusal(
                    ErrorCode.BASEBACKUP_ABSENT,
                    "there is no folder " + ShellWord.quoted(folder.toString()),
                    "nothing was looked at",
                    Suggestion.shell("ls -ld " + ShellWord.quoted(folder.toString()), ""));
        }
        FileCopy copy = FileCopy.look(folder);
        boolean snapshot = invocation.has("--snapshot");
        PageCheck pages = pages(invocation, session, copy);
        FileCopyShown shown = new FileCopyShown(copy, snapshot, pages, null, "");
        if (!invocation.has("--into")) {
            session.reporter().show(shown);
            return shown.isSafe() ? Exit.DONE : Exit.FINDINGS;
        }
        if (!shown.isSafe()) {
            throw refusal(copy, shown);
        }
        Destination to = BaseBackupAsked.destination(invocation);
        FileCopyRun.Copied copied;
        try (Progress progress = session.progress("copy into " + to.data(), Progress.UNKNOWN)) {
            copied = new FileCopyRun(copy, to, session.console().clock(), progress).run();
        }
        session.reporter()
                .show(new FileCopyShown(copy, snapshot, pages, copied, to.data().toString()));
        return Exit.DONE;
    }

    private static @Nullable PageCheck pages(Invocation invocation, Session session, FileCopy copy) throws IOException {
        if (!invocation.has("--checksums") || copy.control() == null) {
            return null;
        }
        try (Progress progress = session.progress("read pages", Progress.UNKNOWN)) {
            return copy.pages(progress);
        }
    }

    private static Refusal refusal(FileCopy copy, FileCopyShown shown) {
        String reasons = String.join("\n", copy.reasons());
        String defects = copy.defects().stream()
                .map(defect -> "\n" + defect.subject() + ": " + defect.why())
                .reduce("", String::concat);
        PageCheck pages = shown.pages();
        String damaged = pages == null || pages.isSound() ? "" : "\n" + String.join("\n", pages.some());
        return new Refusal(
                ErrorCode.COPY_UNSAFE,
                ShellWord.quoted(copy.directory().path().toString()) + " is not safe to be used; nothing was written",
                reasons + defects + damaged,
                Suggestion.command(
                        "restore from-files "
                                + ShellWord.quoted(copy.directory().path().toString()),
                        "what it is, and what would be safe"),
                Suggestion.command("explain copy-unsafe", ""));
    }
}
