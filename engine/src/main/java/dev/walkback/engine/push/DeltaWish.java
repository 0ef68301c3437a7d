package dev.walkback.engine.push;

import dev.walkback.engine.backup.BackupName;
import org.jspecify.annotations.Nullable;

/**
 * Whether a delta is wanted, and from what.
 *
 * @param mostSteps deltas allowed after a full backup; 0 for none
 * @param fromName a parent chosen by name; null for the newest
 * @param fromUserData a parent chosen by the JSON that was stored with it
 * @param changes how changed pages are found
 */
public record DeltaWish(
        int mostSteps,
        Origin origin,
        @Nullable BackupName fromName,
        @Nullable String fromUserData,
        Changes changes) {

    public static final DeltaWish FULL = new DeltaWish(0, Origin.NEWEST, null, null, Changes.BY_READING);

    /** What the newest backup leads to. */
    public enum Origin {
        NEWEST,
        NEWEST_FULL
    }

    /** How it is found out which pages changed. */
    public enum Changes {
        /** Every file that was touched is read. */
        BY_READING,
        /** The server's own summaries where it keeps them, else by reading. */
        BY_SUMMARIES_IF_THERE,
        /** Maps made when WAL was pushed, else by reading. */
        BY_MAPS_IF_THERE,
        /** Maps made when WAL was pushed, else not at all. */
        BY_MAPS_ONLY
    }
}
