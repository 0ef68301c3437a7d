package dev.walkback.engine.archive;

/**
 * What walkback keeps in an archive beside WAL-G's objects, in places where WAL-G does not look. docs/formats tells of each.
 */
public final class OwnObjects {

    /** Begins the name of a lock against two pushes of one cluster, in the root; the system identifier and {@code .json} follow. */
    public static final String PUSH_LOCK = "walkback_push_lock_";

    /** In a backup's folder: for each tar, a list of what is in it, with hashes. */
    public static final String HASHES = "/walkback_hashes/";

    /** Of which clusters the archive takes WAL. */
    public static final String CLUSTERS = "walkback_clusters.json";

    /** What WAL held that was stored with a key that can only encrypt: a hash for each file. */
    public static final String WAL_HASHES = "walkback_wal_hashes/";

    private OwnObjects() {}

    static boolean isOwn(String key) {
        return key.startsWith(PUSH_LOCK) || key.startsWith(WAL_HASHES) || key.equals(CLUSTERS);
    }
}
