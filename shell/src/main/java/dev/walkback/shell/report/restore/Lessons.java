package dev.walkback.shell.report.restore;

import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestorePlan;
import java.util.List;

/** The nine steps of one restore in words. */
public final class Lessons {

    private final DecisionLessons decisions;
    private final EffectLessons effects;
    private final ServerLessons server;

    /**
     * @param block the settings that will be written, as lines
     * @param port where the server listens, or will
     * @param host where it is reached: an address, or the folder of its socket; empty for where psql looks by itself
     */
    public Lessons(RestorePlan plan, List<String> block, int port, String host) {
        this.decisions = new DecisionLessons(plan);
        this.effects = new EffectLessons(plan);
        this.server = new ServerLessons(plan, new ServerLessons.Told(block, port, host));
    }

    public Lesson of(Phase phase) {
        return switch (phase) {
            case MOMENT -> decisions.moment();
            case BACKUP -> decisions.backup();
            case ROUTE -> decisions.route();
            case DIRECTORY -> effects.directory();
            case FETCH -> effects.fetch();
            case WAL -> effects.wal();
            case SETTINGS -> server.settings();
            case START -> server.start();
            case DECIDE -> server.decide();
        };
    }
}
