package dev.walkback.shell.command.restore;

import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.directory.Directories;
import dev.walkback.engine.restore.saved.SavedRestore;
import dev.walkback.engine.restore.walk.RestoreLock;
import dev.walkback.shell.Exit;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.restore.AbandonedReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** {@code restore abandon}: nothing is removed, but nobody goes on with it either. */
public final class RestoreAbandon {

    private RestoreAbandon() {}

    public static Exit run(Invocation invocation, Session session) {
        SavedRestore saved = WhichRestore.of(session, invocation.argument(0), "");
        Path data = saved.request().destination().data();
        RestoreFolder folder = new RestoreFolder(data);
        boolean begun = Files.exists(folder.plan());
        if (begun) {
            close(folder);
        }
        session.sitting().restoring(null);
        session.sitting().planDone();
        session.reporter()
                .show(new AbandonedReport(saved.fingerprint().text(), data.toString(), begun, left(saved, begun)));
        return Exit.DONE;
    }

    private static void close(RestoreFolder folder) {
        try (RestoreLock lock = RestoreLock.of(folder)) {
            assert lock.folder() != null;
            Files.move(
                    folder.plan(),
                    folder.plan().resolveSibling("plan.abandoned.json"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            Directories.persist(folder.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a person may want to remove. */
    private static List<String> left(SavedRestore saved, boolean begun) {
        List<Path> places = new ArrayList<>();
        if (begun) {
            places.add(saved.request().destination().data());
            places.add(saved.request().stage());
            saved.steps().stream()
                    .filter(step -> step.action().equals("create"))
                    .map(step -> Path.of(step.object()))
                    .forEach(places::add);
        }
        return places.stream()
                .distinct()
                .filter(Files::exists)
                .map(Path::toString)
                .toList();
    }
}
