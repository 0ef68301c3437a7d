package dev.walkback.engine.restore.walk;

import dev.walkback.engine.plan.JournaledRun;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestoreStep;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a restore has come: what its plan asks for, held against what its journal tells and what the server's directory shows.
 * Nothing else is remembered, so that whoever goes on after a crash sees what whoever began saw.
 */
public final class Walk {

    private final Map<Phase, Stretch> stretches;
    private final Map<Key, JournaledRun.Entry> told;

    private Walk(Map<Phase, Stretch> stretches, Map<Key, JournaledRun.Entry> told) {
        this.stretches = stretches;
        this.told = told;
    }

    /** What is known of a phase. */
    public enum State {
        AHEAD,
        /** Some of its steps were begun; not all are known to be done. */
        BEGUN,
        DONE
    }

    /** How far the server itself has come, which no journal of ours tells. */
    public enum Server {
        NEVER_STARTED,
        STARTED,
        /** It left recovery, and is a cluster of its own. */
        PROMOTED
    }

    /**
     * One phase.
     *
     * @param steps it has
     * @param done of them
     * @param uncertain that were begun, and nothing says how they ended
     * @param failed that are known to have failed, with why
     */
    public record Stretch(
            Phase phase, State state, int steps, int done, List<RestoreStep> uncertain, List<Failure> failed) {

        public Stretch {
            uncertain = List.copyOf(uncertain);
            failed = List.copyOf(failed);
        }
    }

    public record Failure(RestoreStep step, String why) {}

    private record Key(String action, String object) {}

    /** A plan that nobody has begun: its decisions are made, and nothing else is. */
    public static Walk planned(List<RestoreStep> steps) {
        return of(steps, List.of(), Server.NEVER_STARTED);
    }

    /** @param entries of the journal */
    public static Walk of(List<RestoreStep> steps, List<JournaledRun.Entry> entries, Server server) {
        Map<Key, JournaledRun.Entry> told = new HashMap<>();
        entries.forEach(entry -> told.put(new Key(entry.action(), entry.object()), entry));
        Map<Phase, Stretch> stretches = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            List<RestoreStep> own =
                    steps.stream().filter(step -> step.phase() == phase).toList();
            stretches.put(phase, stretch(phase, own, told, server));
        }
        return new Walk(stretches, told);
    }

    private static Stretch stretch(
            Phase phase, List<RestoreStep> steps, Map<Key, JournaledRun.Entry> told, Server server) {
        int done = 0;
        List<RestoreStep> uncertain = new ArrayList<>();
        List<Failure> failed = new ArrayList<>();
        for (RestoreStep step : steps) {
            JournaledRun.Entry entry = told.get(new Key(step.action(), step.object()));
            if (entry != null) {
                switch (entry.state()) {
                    case DONE -> done++;
                    case UNKNOWN -> uncertain.add(step);
                    case FAILED -> failed.add(new Failure(step, entry.why()));
                }
            }
        }
        boolean begun = done + uncertain.size() + failed.size() > 0;
        State state = switch (phase) {
            case MOMENT, BACKUP, ROUTE -> State.DONE;
            case DIRECTORY, FETCH, WAL, SETTINGS ->
                done == steps.size() ? State.DONE : begun ? State.BEGUN : State.AHEAD;
            case START -> server == Server.NEVER_STARTED ? State.AHEAD : State.DONE;
            case DECIDE -> server == Server.PROMOTED ? State.DONE : State.AHEAD;
        };
        return new Stretch(phase, state, steps.size(), done, uncertain, failed);
    }

    public Stretch of(Phase phase) {
        Stretch stretch = stretches.get(phase);
        if (stretch == null) {
            throw new IllegalStateException("every phase has its stretch");
        }
        return stretch;
    }

    public List<Stretch> stretches() {
        return List.copyOf(stretches.values());
    }

    /** The first that is not done; empty when the walk is over. */
    public Optional<Phase> next() {
        return stretches.values().stream()
                .filter(stretch -> stretch.state() != State.DONE)
                .map(Stretch::phase)
                .findFirst();
    }

    public boolean isDone(RestoreStep step) {
        JournaledRun.Entry entry = told.get(new Key(step.action(), step.object()));
        return entry != null && entry.state() == JournaledRun.State.DONE;
    }

    /** Whether anything was begun that is put on a disk. */
    public boolean begun() {
        return stretches.values().stream()
                .anyMatch(it -> it.done() + it.uncertain().size() + it.failed().size() > 0);
    }

    /** All that a run before this one may have done or not. */
    public List<RestoreStep> uncertain() {
        return stretches.values().stream()
                .flatMap(stretch -> stretch.uncertain().stream())
                .toList();
    }
}
