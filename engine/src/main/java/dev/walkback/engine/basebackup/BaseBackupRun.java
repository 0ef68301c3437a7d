package dev.walkback.engine.basebackup;

import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Journal;
import dev.walkback.engine.plan.JournalReader;
import dev.walkback.engine.plan.JournaledRun;
import dev.walkback.engine.plan.Outcome;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.directory.Directories;
import dev.walkback.engine.restore.directory.TargetException;
import dev.walkback.engine.restore.walk.RestoreLock;
import dev.walkback.engine.server.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Carries a plan out, each step with its line in the journal before and after, under the lock of the target. Steps that the journal
 * knows to be done are not done again; all others are, from their beginning.
 */
public final class BaseBackupRun {

    private final BaseBackupPlan plan;
    private final RestoreFolder folder;
    private final Clock clock;
    private final BaseBackupExecutor executor;
    private final Consumer<BaseBackupStep> events;

    /**
     * @param progress is told of stored bytes that were read
     * @param events each step before it is done
     */
    public BaseBackupRun(BaseBackupPlan plan, Clock clock, LongConsumer progress, Consumer<BaseBackupStep> events) {
        this.plan = plan;
        this.folder = new RestoreFolder(plan.data());
        this.clock = clock;
        this.events = events;
        this.executor = new BaseBackupExecutor(plan, clock, progress);
    }

    /** What became of each step. */
    public record Done(Map<BaseBackupStep, Facts> after, int before) {}

    /**
     * @throws TargetException when the place is not to be used; nothing was touched
     * @throws UnfitBackupException when the backup turned out to be damaged; the target has no pg_control then
     * @throws RestoreLock.Taken when somebody is at work there
     */
    public Done run() throws IOException, InterruptedException {
        executor.finishReplacing();
        check();
        if (!Files.exists(plan.data())) {
            new Directories(null).make(plan.data());
        }
        try (RestoreLock lock = RestoreLock.of(folder)) {
            try {
                check();
            } catch (TargetException refused) {
                lock.forget();
                throw refused;
            }
            if (!isOurs()) {
                Files.deleteIfExists(folder.journal());
            }
            return underLock();
        }
    }

    private Done underLock() throws IOException, InterruptedException {
        Map<String, JournaledRun.Entry> told = told();
        Map<BaseBackupStep, Facts> after = new HashMap<>();
        Journal.Ending ending = Journal.Ending.FAILED;
        try (Journal journal = Journal.continuing(folder.journal(), clock)) {
            journal.begin(plan.steps());
            try {
                int before = steps(journal, told, after);
                ending = Journal.Ending.DONE;
                return new Done(Map.copyOf(after), before);
            } catch (InterruptedException | ClosedByInterruptException stop) {
                ending = Journal.Ending.INTERRUPTED;
                throw stop;
            } finally {
                boolean flag = Thread.interrupted();
                journal.end(ending);
                if (flag) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private int steps(Journal journal, Map<String, JournaledRun.Entry> told, Map<BaseBackupStep, Facts> after)
            throws IOException, InterruptedException {
        int doneBefore = 0;
        List<BaseBackupStep> steps = plan.steps().steps();
        for (int i = 0; i < steps.size(); i++) {
            BaseBackupStep step = steps.get(i);
            JournaledRun.Entry entry = told.get(key(step.action(), step.object()));
            if (entry != null && entry.state() == JournaledRun.State.DONE) {
                after.put(step, entry.after());
                doneBefore++;
                continue;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            journal.before(i, List.of(step));
            events.accept(step);
            Facts facts = executor.perform(step);
            journal.after(i, List.of(new Outcome.Done(facts)));
            after.put(step, facts);
        }
        return doneBefore;
    }

    private Map<String, JournaledRun.Entry> told() throws IOException {
        Map<String, JournaledRun.Entry> told = new HashMap<>();
        if (Files.exists(folder.journal())) {
            JournalReader.read(folder.journal())
                    .entries()
                    .forEach(entry -> told.put(key(entry.action(), entry.object()), entry));
        }
        return told;
    }

    private static String key(String action, String object) {
        return action + " " + object;
    }

    private void check() throws IOException {
        DataDirectory there = DataDirectory.look(plan.data());
        if (there.isLive()) {
            throw new TargetException.Live(plan.data());
        }
        if (there.content() == DataDirectory.Content.NOT_A_DIRECTORY) {
            throw new TargetException.NoDirectory(plan.data());
        }
        boolean replacing = plan.request().destination().replacing();
        if (isOurs() || replacing) {
            return;
        }
        if (Files.exists(folder.journal())) {
            throw new TargetException.OtherRestore(plan.data(), fingerprint());
        }
        for (Path place : BaseBackupExecutor.places(plan)) {
            if (isOccupied(place)) {
                throw new TargetException.Occupied(place);
            }
        }
    }

    /** By anything but what we keep there ourselves. */
    static boolean isOccupied(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(place)) {
            return entries.anyMatch(entry -> !entry.endsWith(RestoreFolder.NAME) && !entry.endsWith("lost+found"));
        }
    }

    private boolean isOurs() {
        return fingerprint().equals(plan.steps().fingerprint().text());
    }

    private String fingerprint() {
        try {
            return Files.exists(folder.journal())
                    ? JournalReader.read(folder.journal()).plan().text()
                    : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
