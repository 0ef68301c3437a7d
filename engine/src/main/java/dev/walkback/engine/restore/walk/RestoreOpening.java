package dev.walkback.engine.restore.walk;

import dev.walkback.engine.plan.JournalReader;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.directory.Directories;
import dev.walkback.engine.restore.directory.Preparation;
import dev.walkback.engine.restore.directory.TargetException;
import dev.walkback.engine.server.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Begins a restore, or goes on with it, after a look at the place where it goes: what is there decides, not what a plan remembers. */
public final class RestoreOpening {

    private final RestorePlan plan;
    private final Keeper keeper;
    private final Clock clock;

    /** Writes a plan down, so that it can be gone on with. */
    @FunctionalInterface
    public interface Keeper {
        void keep(RestorePlan plan, Path file) throws IOException;
    }

    public RestoreOpening(RestorePlan plan, Keeper keeper, Clock clock) {
        this.plan = plan;
        this.keeper = keeper;
        this.clock = clock;
    }

    /**
     * @throws TargetException when the place is not to be used; nothing was touched
     * @throws RestoreLock.Taken when somebody is at work there
     */
    public RestoreRun open() throws IOException {
        Path data = plan.layout().data();
        finishReplacing(data);
        RestoreFolder folder = new RestoreFolder(data);
        check(folder);
        boolean absent = !Files.exists(data);
        if (absent) {
            new Directories(null).make(data);
        }
        RestoreLock lock = RestoreLock.of(folder);
        try {
            // somebody else may have come and gone since we looked
            check(folder);
            if (!isOurs(folder)) {
                keepOlder(folder);
                keeper.keep(plan, folder.plan());
            }
            return new RestoreRun(plan, lock, clock);
        } catch (IOException | RuntimeException failure) {
            lock.forget();
            throw failure;
        }
    }

    /** What an older restore told of a directory that is to be replaced stays, under names of its own. */
    private static void keepOlder(RestoreFolder folder) throws IOException {
        String older = fingerprint(folder);
        if (older.isEmpty()) {
            Files.deleteIfExists(folder.journal());
            return;
        }
        for (Path file : List.of(folder.plan(), folder.journal())) {
            if (Files.exists(file)) {
                Files.move(
                        file,
                        file.resolveSibling("older-" + older + "-" + file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Directories.persist(folder.path());
    }

    /** Whoever was killed between moving a directory aside and making it anew left its folder with the old one. */
    private void finishReplacing(Path data) throws IOException {
        Path aside = new Preparation(plan, clock).aside().orElse(null);
        if (aside != null && new RestoreFolder(aside).exists()) {
            try (RestoreLock lock = RestoreLock.of(new RestoreFolder(aside))) {
                assert lock.folder() != null;
                new Directories(null).replace(data, aside);
            }
        }
    }

    private void check(RestoreFolder folder) throws IOException {
        DataDirectory there = DataDirectory.look(folder.data());
        if (there.isLive()) {
            throw new TargetException.Live(folder.data());
        }
        if (there.content() == DataDirectory.Content.NOT_A_DIRECTORY) {
            throw new TargetException.NoDirectory(folder.data());
        }
        if (isOurs(folder) || there.content().isFree()) {
            return;
        }
        if (isBegun(folder) && !plan.layout().movesAside()) {
            throw new TargetException.OtherRestore(folder.data(), fingerprint(folder));
        }
        boolean emptyButForUs = there.content() == DataDirectory.Content.UNFINISHED_RESTORE && isAlone(folder);
        if (!emptyButForUs && !plan.layout().movesAside()) {
            throw new TargetException.Occupied(folder.data());
        }
    }

    /** Nothing but a folder whose maker was killed before anything was begun. */
    private static boolean isAlone(RestoreFolder folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder.data())) {
            return !isBegun(folder)
                    && entries.allMatch(entry -> entry.equals(folder.path()) || entry.endsWith("lost+found"));
        }
    }

    private static boolean isBegun(RestoreFolder folder) {
        return Files.exists(folder.plan()) && Files.exists(folder.journal());
    }

    private boolean isOurs(RestoreFolder folder) {
        return isBegun(folder) && fingerprint(folder).equals(plan.fingerprint().text());
    }

    /** By which plan a restore goes; the journal tells, since its first line is written before anything is done. */
    private static String fingerprint(RestoreFolder folder) {
        try {
            return Files.exists(folder.journal())
                    ? JournalReader.read(folder.journal()).plan().text()
                    : "";
        } catch (IOException unreadable) {
            return "";
        }
    }
}
