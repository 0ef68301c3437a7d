package dev.walkback.engine.archive;

import dev.walkback.storage.ObjectInfo;
import java.time.Instant;

/**
 * What tells an object from another that had the same key. An etag says all, where there is one: times are told less precisely
 * by some services when an object is read than when it is listed.
 */
final class Identity {

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private Identity() {}

    static String of(ObjectInfo object) {
        return object.etag() == null ? object.size() + "@" + object.modified() : object.size() + "#" + object.etag();
    }

    /** The same in 64 bits, for columns. */
    static long hash(ObjectInfo object) {
        long hash = object.size() * SPREAD;
        String etag = object.etag();
        if (etag == null) {
            Instant stored = object.modified();
            return mixed(mixed(hash ^ stored.getEpochSecond()) + stored.getNano());
        }
        for (int i = 0; i < etag.length(); i++) {
            hash = mixed(hash ^ etag.charAt(i));
        }
        return hash;
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
