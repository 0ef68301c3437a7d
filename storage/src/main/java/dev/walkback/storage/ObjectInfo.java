package dev.walkback.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a storage says of one object.
 *
 * @param key relative to the storage's root
 * @param size in bytes, as stored (compressed and encrypted)
 * @param modified when it was stored, as precisely as the storage tells
 * @param etag names this very content for {@link ByteRange#of(String)}; null where the storage has no such thing.
 *     Two objects with one etag are not thereby equal: only "still the same object" follows
 */
public record ObjectInfo(
        String key, long size, Instant modified, @Nullable String etag) implements Entry {

    public ObjectInfo {
        if (size < 0) {
            throw new IllegalArgumentException("an object cannot have " + size + " bytes: " + key);
        }
    }

    public ObjectInfo withKey(String other) {
        return new ObjectInfo(other, size, modified, etag);
    }
}
