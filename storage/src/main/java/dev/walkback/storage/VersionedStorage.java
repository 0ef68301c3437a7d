package dev.walkback.storage;

import java.time.Instant;
import java.util.Collection;
import java.util.stream.Stream;

/** Storage whose service keeps old versions of objects, when it is told to. */
public interface VersionedStorage extends MutableStorage {

    /** Every version of every object of a range, by key, the newest version of a key first. Close the stream. */
    Stream<Version> versions(KeyRange range);

    /** Removes versions for good. */
    Deletion deleteVersions(Collection<Version> versions);

    /**
     * One state that an object had.
     *
     * @param id the service's name for it
     * @param latest whether it is the one that a plain read gives
     * @param deleted whether it is a mark that the object was deleted then, and has no bytes
     */
    record Version(String key, String id, long size, Instant modified, boolean latest, boolean deleted) {}
}
