package dev.walkback.engine.plan;

import dev.walkback.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Carries plans out. Each effect is in the journal, and the journal on the disk, before it begins and after it ended; where the
 * journal cannot be written nothing is done. A step that fails does not stop the others; a failure that would meet all of
 * them, and an interruption, do.
 */
public final class PlanRunner<S extends Step> {

    private final Executor<S> executor;
    private final Journal journal;
    private final Consumer<? super Event<S>> events;

    public PlanRunner(Executor<S> executor, Journal journal, Consumer<? super Event<S>> events) {
        this.executor = executor;
        this.journal = journal;
        this.events = events;
    }

    /** @param failed why, for each step that failed */
    public record Result<S extends Step>(int done, List<Event.Failed<S>> failed) {}

    /**
     * @param confirmed the fingerprint that the person saw
     * @throws StalePlanException when it is not this plan's
     */
    public Result<S> run(Plan<S> plan, Fingerprint confirmed) throws InterruptedException {
        check(plan, confirmed);
        List<Event.Failed<S>> failed = new ArrayList<>();
        int size = plan.steps().size();
        journal.begin(plan);
        for (int from = 0; from < size; ) {
            int to = Math.min(size, from + Math.max(1, executor.atOnce()));
            failed.addAll(performed(plan, from, to));
            from = to;
        }
        journal.end(failed.isEmpty() ? Journal.Ending.DONE : Journal.Ending.PARTLY);
        return new Result<>(size - failed.size(), List.copyOf(failed));
    }

    /** For those who want to know before they open a journal. */
    public static void check(Plan<?> plan, Fingerprint confirmed) {
        if (!plan.fingerprint().equals(confirmed)) {
            throw new StalePlanException(confirmed, plan.fingerprint());
        }
    }

    private List<Event.Failed<S>> performed(Plan<S> plan, int from, int to) throws InterruptedException {
        if (Thread.interrupted()) {
            stop(plan, from, from, Journal.Ending.INTERRUPTED);
            throw new InterruptedException();
        }
        List<S> steps = plan.steps().subList(from, to);
        journal.before(from, steps);
        for (int i = from; i < to; i++) {
            events.accept(
                    new Event.Started<>(plan.steps().get(i), i, plan.steps().size()));
        }
        List<Outcome> outcomes;
        try {
            outcomes = executor.perform(steps);
        } catch (InterruptedException | StorageException.Interrupted interrupted) {
            stop(plan, from, to, Journal.Ending.INTERRUPTED);
            throw interrupted;
        } catch (RuntimeException failure) {
            stop(plan, from, to, Journal.Ending.FAILED);
            throw failure;
        }
        journal.after(from, outcomes);
        return tell(steps, outcomes);
    }

    /** The interrupt flag would make the journal's own writing fail: it is put aside for that moment. */
    private void stop(Plan<S> plan, int unknownFrom, int notDoneFrom, Journal.Ending ending) {
        boolean flag = Thread.interrupted();
        try {
            journal.end(ending);
        } finally {
            if (flag) {
                Thread.currentThread().interrupt();
            }
        }
        List<S> steps = plan.steps();
        events.accept(
                new Event.Stopped<>(steps.subList(unknownFrom, notDoneFrom), steps.subList(notDoneFrom, steps.size())));
    }

    private List<Event.Failed<S>> tell(List<S> steps, List<Outcome> outcomes) {
        List<Event.Failed<S>> failed = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case Outcome.Done(Facts after) -> events.accept(new Event.Finished<>(steps.get(i), after));
                case Outcome.Failed(RuntimeException why) -> {
                    failed.add(new Event.Failed<>(steps.get(i), why));
                    events.accept(failed.getLast());
                }
            }
        }
        return failed;
    }
}
