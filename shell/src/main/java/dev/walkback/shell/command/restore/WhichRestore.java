package dev.walkback.shell.command.restore;

import dev.walkback.engine.plan.Fingerprint;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.saved.RestorePlanFile;
import dev.walkback.engine.restore.saved.SavedRestore;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.session.OpenRestore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which restore a command means: one that was begun, or a plan that waits. */
final class WhichRestore {

    private static final String NO_PLAN_WAITS =
            "none was begun here, none is open in this session, and no plan waits in it";

    private WhichRestore() {}

    /** By a directory, a plan's fingerprint or file, else by where the session and the current directory stand. */
    static SavedRestore of(Session session, String directory, String plan) {
        if (!directory.isEmpty()) {
            Path data = Path.of(directory).toAbsolutePath().normalize();
            return begun(data).orElseThrow(() -> none("no restore was begun in " + ShellWord.quoted(directory)));
        }
        if (!plan.isEmpty()) {
            return saved(session, plan);
        }
        OpenRestore open = session.sitting().standing().restore();
        if (open != null) {
            return begun(open.data()).orElseGet(() -> saved(session, open.plan()));
        }
        String waiting = session.sitting().standing().planned();
        if (!waiting.isEmpty() && Files.exists(RestorePlanned.savedFile(session, waiting))) {
            return saved(session, waiting);
        }
        return begun(Path.of("").toAbsolutePath()).orElseThrow(() -> none("there is no restore to go on with"));
    }

    private static NotFound none(String what) {
        return new NotFound(
                ErrorCode.RESTORE_NOT_OPEN,
                what,
                NO_PLAN_WAITS,
                List.of(Suggestion.command("help restore plan", "how a restore is planned")));
    }

    /** In a directory; also in one that was killed while what stood there was moved aside. */
    static Optional<SavedRestore> begun(Path data) {
        return read(new RestoreFolder(data)).or(() -> movedAside(data));
    }

    private static Optional<SavedRestore> movedAside(Path data) {
        Path folder = data.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        String name = data.getFileName() + ".replaced-";
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(
                folder, path -> String.valueOf(path.getFileName()).startsWith(name))) {
            for (Path path : beside) {
                Optional<SavedRestore> left = read(new RestoreFolder(path));
                if (left.isPresent()) {
                    return left;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<SavedRestore> read(RestoreFolder folder) {
        return Files.exists(folder.plan()) ? Optional.of(read(folder.plan())) : Optional.empty();
    }

    private static SavedRestore read(Path file) {
        try {
            return RestorePlanFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SavedRestore saved(Session session, String typed) {
        Fingerprint fingerprint = new Fingerprint(typed);
        Path file = fingerprint.isWellFormed() ? RestorePlanned.savedFile(session, typed) : Path.of(typed);
        if (!Files.isRegularFile(file)) {
            throw none("no restore plan " + ShellWord.quoted(typed) + " was saved here");
        }
        SavedRestore saved = read(file);
        return begun(saved.request().destination().data())
                .filter(there -> there.fingerprint().equals(saved.fingerprint()))
                .orElse(saved);
    }
}
