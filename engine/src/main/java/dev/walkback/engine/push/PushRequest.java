package dev.walkback.engine.push;

import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param userData any JSON to be stored with the backup; null for none
 * @param verifyPages whether the checksum of every page that is read is compared
 * @param allCorruptPages whether every corrupt page is noted, not only ten of a file
 * @param filesMetadata whether the list of files is stored
 * @param relationNames whether names of databases and relations are stored, for restoring single ones
 * @param tarBytes after how much content a tar is closed
 * @param atOnce how many tars are filled at a time
 * @param label what the server calls the backup
 */
public record PushRequest(
        DeltaWish delta,
        Composition composition,
        boolean permanent,
        @Nullable String userData,
        boolean verifyPages,
        boolean allCorruptPages,
        boolean filesMetadata,
        boolean relationNames,
        long tarBytes,
        int atOnce,
        String label) {

    /** Which files lie in a tar together. */
    public enum Composition {
        /** In the order in which they are found. */
        REGULAR,
        /** By how often they change. */
        RATING,
        /** What did not change since the last full backup is copied within the storage. */
        COPY,
        /** A series of tars for each database. */
        DATABASE
    }
}
