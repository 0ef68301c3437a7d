package dev.walkback.engine.server;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.server.log.RecoveryLog;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far a restored directory and its server have come. */
public enum RecoveryState {
    /** What is there is no data directory, or not yet one. */
    UNFINISHED,
    /** Everything is there, and no server has ever started on it. */
    READY,
    /** A server runs and answers nobody yet. */
    STARTING,
    /** It replays, and answers queries. */
    REPLAYING,
    /** It stands at its target and waits. */
    PAUSED,
    /** It left recovery and writes. */
    PROMOTED,
    /** It was stopped, and can be started again. */
    STOPPED,
    /** It stopped by itself, for a reason that its log tells. */
    FAILED,
    /** It ended without a word: killed, or with its machine. */
    CRASHED;

    /** What somebody who asked the server by SQL was told. */
    public enum Answer {
        RECOVERING,
        PAUSED,
        WRITING
    }

    /** @param answer null where it did not answer, or was not asked */
    public static RecoveryState of(DataDirectory directory, RecoveryLog log, @Nullable Answer answer) {
        PgControl control = directory.control().optional().orElse(null);
        if (control == null) {
            return UNFINISHED;
        }
        if (answer != null) {
            return switch (answer) {
                case RECOVERING -> REPLAYING;
                case PAUSED -> PAUSED;
                case WRITING -> PROMOTED;
            };
        }
        if (directory.isLive()) {
            return log.isComplete() ? PROMOTED : log.isPaused() ? PAUSED : STARTING;
        }
        if (log.stop() != null && !log.isComplete()) {
            return FAILED;
        }
        if (directory.liveness() == Liveness.STALE) {
            return CRASHED;
        }
        boolean untouched = directory.has(DataDirectory.Mark.BACKUP_LABEL) && !log.isBegun();
        return untouched ? READY : STOPPED;
    }

    public boolean isLive() {
        return this == STARTING || this == REPLAYING || this == PAUSED || this == PROMOTED;
    }

    /** Whether waiting brings something new. */
    public boolean isMoving() {
        return this == STARTING || this == REPLAYING;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
