package dev.walkback.storage;

/** What not every storage can do. */
public enum Capability {
    /** Of two writers with {@link Overwrite#REFUSED} exactly one succeeds. Elsewhere the storage looks first, then writes. */
    ATOMIC_REFUSAL,
    /** A copy does not pass through this machine. */
    SERVER_SIDE_COPY,
    /** {@link ByteRange#etag()} is checked by the service. Elsewhere size and time of the object stand in for it. */
    ETAGS,
    /** Listing a prefix costs one request, however many objects stand beside it. Elsewhere it reads the whole folder. */
    CHEAP_PREFIX_LISTING,
    /** What is asked is answered at once, so that asking one after the other is quicker than asking side by side. */
    NO_ROUND_TRIPS,
    /** Keeps old versions of objects; the storage is a {@link VersionedStorage}. */
    VERSIONS
}
