package dev.walkback.engine.restore.walk;

import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Journal;
import dev.walkback.engine.plan.JournalReader;
import dev.walkback.engine.plan.JournaledRun;
import dev.walkback.engine.plan.Outcome;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.RestoreStep;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * A restore that somebody works on: locked, its journal open. Steps that the journal knows to be done are not done again; all others
 * are, from their beginning.
 */
public final class RestoreRun implements AutoCloseable {

    private final RestorePlan plan;
    private final RestoreFolder folder;
    private final RestoreLock lock;
    private final Journal journal;
    private Journal.Ending ending = Journal.Ending.PARTLY;

    RestoreRun(RestorePlan plan, RestoreLock lock, Clock clock) {
        this.plan = plan;
        this.folder = new RestoreFolder(plan.layout().data());
        this.lock = lock;
        this.journal = Journal.continuing(folder.journal(), clock);
        journal.begin(plan.steps());
    }

    /** Goes on with what was restored to a later moment; steps that both plans have are done already. */
    public static RestoreRun onward(RestorePlan later, Clock clock) throws IOException {
        RestoreLock lock = RestoreLock.of(new RestoreFolder(later.layout().data()));
        try {
            return new RestoreRun(later, lock, clock);
        } catch (RuntimeException failure) {
            lock.forget();
            throw failure;
        }
    }

    /** Does some steps; all of them or none are done when it returns. */
    @FunctionalInterface
    public interface Work {
        /** @return what is there now, for each step */
        List<Facts> perform(List<RestoreStep> steps) throws IOException, InterruptedException;
    }

    public RestorePlan plan() {
        return plan;
    }

    public Journal journal() {
        return journal;
    }

    /** What the journal tells now. */
    public List<JournaledRun.Entry> entries() {
        return entries(folder);
    }

    static List<JournaledRun.Entry> entries(RestoreFolder folder) {
        try {
            return Files.exists(folder.journal())
                    ? JournalReader.read(folder.journal()).entries()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Walk walk(Walk.Server server) {
        return Walk.of(plan.steps().steps(), entries(), server);
    }

    /** The number that a phase's first step has in the plan. */
    public int firstOf(Phase phase) {
        List<RestoreStep> steps = plan.steps().steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).phase() == phase) {
                return i;
            }
        }
        return steps.size();
    }

    /** One step of a phase after the other, those that are not done. */
    public void eachOf(Phase phase, Work work) throws IOException, InterruptedException {
        for (RestoreStep step : open(phase)) {
            perform(List.of(step), work);
        }
    }

    /** All steps of a phase that are not done, in one go. */
    public void allOf(Phase phase, Work work) throws IOException, InterruptedException {
        List<RestoreStep> open = open(phase);
        if (!open.isEmpty()) {
            perform(open, work);
        }
    }

    private List<RestoreStep> open(Phase phase) {
        Walk walk = walk(Walk.Server.NEVER_STARTED);
        return plan.of(phase).stream().filter(step -> !walk.isDone(step)).toList();
    }

    private void perform(List<RestoreStep> steps, Work work) throws IOException, InterruptedException {
        List<Integer> numbers = numbers(steps);
        for (int i = 0; i < steps.size(); i++) {
            journal.before(numbers.get(i), List.of(steps.get(i)));
        }
        try {
            List<Facts> after = work.perform(steps);
            for (int i = 0; i < steps.size(); i++) {
                journal.after(numbers.get(i), List.of(new Outcome.Done(after.get(i))));
            }
        } catch (IOException | InterruptedException | RuntimeException failure) {
            endedBy(failure);
            throw failure;
        }
    }

    private List<Integer> numbers(List<RestoreStep> steps) {
        List<RestoreStep> all = plan.steps().steps();
        List<Integer> numbers = new ArrayList<>();
        int at = 0;
        for (RestoreStep step : steps) {
            while (!all.get(at).equals(step)) {
                at++;
            }
            numbers.add(at);
        }
        return numbers;
    }

    /** For work that journals its steps by itself: how it ended when it did not come to its end. */
    void endedBy(Exception failure) {
        ending = failure instanceof InterruptedException || failure instanceof StorageException.Interrupted
                ? Journal.Ending.INTERRUPTED
                : Journal.Ending.FAILED;
    }

    /** Nothing is left that we can do. */
    public void complete() {
        ending = Journal.Ending.DONE;
    }

    /** An interruption that came meanwhile must not keep the journal from being ended. */
    @Override
    public void close() throws IOException {
        boolean flag = Thread.interrupted();
        try (lock;
                journal) {
            journal.end(ending);
        } finally {
            if (flag) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
