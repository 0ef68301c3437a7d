package dev.walkback.engine.restore;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * How the restored server is to run.
 *
 * @param standby whether it stays a replica, instead of ending its recovery
 * @param primary how a standby reaches its primary, in libpq's form and without a password; null for WAL from the archive only
 * @param port null for one that is not the source's
 * @param action what is done when the target is reached
 * @param archiving whether it may archive at once; else it cannot write into any archive before somebody says so
 * @param settings further ones, by name
 */
public record ServerWishes(
        boolean standby,
        @Nullable String primary,
        @Nullable Integer port,
        Action action,
        boolean archiving,
        SequencedMap<String, String> settings) {

    /** {@code recovery_target_action}. */
    public enum Action {
        PAUSE,
        PROMOTE,
        SHUTDOWN
    }

    /** A copy to look at: paused at the target, unable to archive. */
    public static final ServerWishes LOOKING =
            new ServerWishes(false, null, null, Action.PAUSE, false, new LinkedHashMap<>());

    public ServerWishes {
        settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
    }

    /** The same, with these settings instead. */
    public ServerWishes with(Map<String, String> others) {
        return new ServerWishes(standby, primary, port, action, archiving, new LinkedHashMap<>(others));
    }
}
