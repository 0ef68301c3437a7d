package dev.walkback.engine.walfetch;

import dev.walkback.storage.ObjectInfo;

/** What came of asking for a file of WAL. Everything else is an exception: not to know is neither of these. */
public sealed interface Fetched {

    /**
     * It lies where it was wanted, checked.
     *
     * @param object that it was read from
     * @param bytes decoded
     */
    record Arrived(ObjectInfo object, long bytes) implements Fetched {}

    /** The storage answered, and has it under none of the endings that it could have. */
    record Absent() implements Fetched {}
}
