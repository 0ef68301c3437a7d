package dev.walkback.shell.setup;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a server's archiver did so far, as {@code pg_stat_archiver} has it.
 *
 * @param waiting how many files wait to be archived; -1 where the role may not look
 * @param now by the server's clock, which the other times are of
 */
public record Archiver(
        long archived,
        @Nullable String lastArchived,
        @Nullable Instant lastArchivedAt,
        long failed,
        @Nullable String lastFailed,
        @Nullable Instant lastFailedAt,
        long waiting,
        Instant now) {

    /** How things stand, from the last thing that happened. */
    public enum Standing {
        /** It never archived anything, and never failed. */
        IDLE,
        /** The last thing that it did was to archive. */
        ARCHIVING,
        /** The last thing that it did was to fail. */
        FAILING
    }

    public Standing standing() {
        if (lastFailedAt != null && (lastArchivedAt == null || lastFailedAt.isAfter(lastArchivedAt))) {
            return Standing.FAILING;
        }
        return lastArchivedAt == null ? Standing.IDLE : Standing.ARCHIVING;
    }

    /** How long ago something was archived last; null where nothing was. */
    public @Nullable Duration silence() {
        return lastArchivedAt == null ? null : Duration.between(lastArchivedAt, now);
    }
}
