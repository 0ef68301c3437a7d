package dev.walkback.engine.archive;

/**
 * What walkback keeps in an archive beside WAL-G's objects, in places where WAL-G does not look. docs/formats tells of each.
 */
public final class OwnObjects {

    /** Begins the name of a lock against two pushes of one cluster, in the root; the system identifier and {@code .json} follow. */
    public static final String PUSH_LOCK = "walkback_push_lock_";

    /** In a backup's folder: for each tar, a list of what is in it, with hashes. */
    public static final String HASHES = "/walkback_hashes/";

    private OwnObjects() {}

    static boolean isOwn(String key) {
        return key.startsWith(PUSH_LOCK);
    }
}
