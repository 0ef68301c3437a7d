package dev.walkback.engine.restore.fetch;

import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Journal;
import dev.walkback.engine.plan.JournaledRun;
import dev.walkback.engine.plan.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the journal knows of the parts, and is told of them.
 *
 * @param firstStep the number that the first part has in the plan which the journal is of
 * @param finished what is known of the parts that earlier runs finished, by their keys
 */
public record FetchLog(Journal journal, int firstStep, Map<String, Facts> finished) {

    public FetchLog {
        finished = Map.copyOf(finished);
    }

    /** @param earlier what the journal said before this run began */
    public static FetchLog of(Journal journal, int firstStep, List<JournaledRun.Entry> earlier) {
        Map<String, Facts> finished = new HashMap<>();
        for (JournaledRun.Entry entry : earlier) {
            if (entry.action().equals("fetch") && entry.state() == JournaledRun.State.DONE) {
                finished.put(entry.object(), entry.after());
            }
        }
        return new FetchLog(journal, firstStep, finished);
    }

    boolean isFinished(FetchPlan.Part part) {
        return finished.containsKey(part.key());
    }

    FetchEvent.Brought brought(FetchPlan.Part part) {
        Facts facts = finished.getOrDefault(part.key(), Facts.NONE);
        return new FetchEvent.Brought(
                number(facts, "entries"),
                number(facts, "files"),
                number(facts, "increments"),
                number(facts, "written_bytes"));
    }

    private static long number(Facts facts, String name) {
        return facts.values().get(name) instanceof Long number ? number : 0;
    }

    void begun(FetchPlan.Part part) {
        journal.before(firstStep + part.number(), List.of(FetchPlan.step(part)));
    }

    void finished(FetchPlan.Part part, FetchEvent.Brought brought) {
        Facts after = Facts.NONE
                .with("entries", brought.entries())
                .with("files", brought.files())
                .with("increments", brought.increments())
                .with("written_bytes", brought.writtenBytes());
        journal.after(firstStep + part.number(), List.of(new Outcome.Done(after)));
    }
}
