package dev.walkback.engine.restore.fetch;

import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Journal;
import dev.walkback.engine.plan.JournaledRun;
import dev.walkback.engine.plan.Outcome;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.restore.RestoreStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;

/**
 * What the journal knows of the parts, and is told of them.
 *
 * @param number that a part has in the plan which the journal is of
 * @param finished what is known of the parts that earlier runs finished, by their keys
 */
public record FetchLog(Journal journal, ToIntFunction<FetchPlan.Part> number, Map<String, Facts> finished) {

    public FetchLog {
        finished = Map.copyOf(finished);
    }

    /**
     * Of a plan whose steps are the parts and nothing else between them.
     *
     * @param firstStep the number of the first
     * @param earlier what the journal said before this run began
     */
    public static FetchLog of(Journal journal, int firstStep, List<JournaledRun.Entry> earlier) {
        return new FetchLog(journal, part -> firstStep + part.number(), finished(earlier));
    }

    /** Of a plan that names the parts among other objects, in whatever order. */
    public static FetchLog of(Journal journal, Plan<RestoreStep> plan, List<JournaledRun.Entry> earlier) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < plan.steps().size(); i++) {
            numbers.put(plan.steps().get(i).object(), i);
        }
        return new FetchLog(
                journal,
                part -> Objects.requireNonNull(numbers.get(part.key()), () -> part.key() + " is not in the plan"),
                finished(earlier));
    }

    private static Map<String, Facts> finished(List<JournaledRun.Entry> earlier) {
        Map<String, Facts> finished = new HashMap<>();
        for (JournaledRun.Entry entry : earlier) {
            if (entry.action().equals("fetch") && entry.state() == JournaledRun.State.DONE) {
                finished.put(entry.object(), entry.after());
            }
        }
        return finished;
    }

    boolean isFinished(FetchPlan.Part part) {
        return finished.containsKey(part.key());
    }

    FetchEvent.Brought brought(FetchPlan.Part part) {
        Facts facts = finished.getOrDefault(part.key(), Facts.NONE);
        return new FetchEvent.Brought(
                fact(facts, "entries"), fact(facts, "files"), fact(facts, "increments"), fact(facts, "written_bytes"));
    }

    private static long fact(Facts facts, String name) {
        return facts.values().get(name) instanceof Long number ? number : 0;
    }

    void begun(FetchPlan.Part part) {
        journal.before(number.applyAsInt(part), List.of(FetchPlan.step(part)));
    }

    void finished(FetchPlan.Part part, FetchEvent.Brought brought) {
        Facts after = Facts.NONE
                .with("entries", brought.entries())
                .with("files", brought.files())
                .with("increments", brought.increments())
                .with("written_bytes", brought.writtenBytes());
        journal.after(number.applyAsInt(part), List.of(new Outcome.Done(after)));
    }
}
