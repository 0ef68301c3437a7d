package dev.walkback.engine.server.log;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import org.jspecify.annotations.Nullable;

/** What a log tells of the recovery that its server is in: everything since it was started last. Belongs to one thread. */
public final class RecoveryLog {

    private @Nullable Lsn consistentAt;
    private @Nullable Lsn replayed;
    private @Nullable Told stop;
    private @Nullable Timeline chosen;
    private @Nullable String lastTime;
    private boolean reached;
    private boolean paused;
    private boolean complete;
    private boolean down;
    private boolean begun;

    public void add(Told told) {
        switch (told.message()) {
            case SERVER_STARTS -> restart();
            case REPLAY_BEGINS, REPLAY_GOES_ON, REPLAY_DONE -> {
                begun = true;
                replayed = lsn(told, replayed);
            }
            case CONSISTENT -> {
                consistentAt = lsn(told, consistentAt);
                replayed = lsn(told, replayed);
            }
            // the time it names may be that of a transaction it stopped before
            case TARGET_REACHED -> reached = true;
            case LAST_TRANSACTION -> lastTime = told.value("time").orElse(lastTime);
            case PAUSED -> paused = true;
            case TIMELINE_CHOSEN -> {
                paused = false;
                chosen = told.value("timeline").flatMap(Timeline::parse).orElse(chosen);
            }
            case RECOVERY_COMPLETE, WRITES_ALLOWED -> complete = true;
            case SHUT_DOWN, SHUT_DOWN_AT_TARGET -> down = true;
            default -> {
                if (told.message().weight() == LogMessage.Weight.SERIOUS && !isConsequence(told)) {
                    stop = told;
                }
            }
        }
    }

    /** What is said because of something that was said before. */
    private static boolean isConsequence(Told told) {
        return told.message() == LogMessage.STARTUP_FAILED || told.message() == LogMessage.SEGMENT_ABSENT;
    }

    private void restart() {
        consistentAt = null;
        replayed = null;
        stop = null;
        chosen = null;
        lastTime = null;
        reached = false;
        paused = false;
        complete = false;
        down = false;
        begun = false;
    }

    private static @Nullable Lsn lsn(Told told, @Nullable Lsn before) {
        return told.value("lsn").flatMap(Lsn::parse).orElse(before);
    }

    public @Nullable Lsn consistentAt() {
        return consistentAt;
    }

    /** As far as the log says; the server is further. */
    public @Nullable Lsn replayed() {
        return replayed;
    }

    /** Why it stopped, or may come out wrong; null while nothing says so. */
    public @Nullable Told stop() {
        return stop;
    }

    /** The timeline that a promotion began. */
    public @Nullable Timeline chosen() {
        return chosen;
    }

    /** When the last transaction that was met committed, as the log has it: the last replayed, or the one it stopped at. */
    public @Nullable String lastTime() {
        return lastTime;
    }

    public boolean isReached() {
        return reached;
    }

    public boolean isPaused() {
        return paused;
    }

    public boolean isComplete() {
        return complete;
    }

    public boolean isDown() {
        return down;
    }

    public boolean isBegun() {
        return begun;
    }
}
