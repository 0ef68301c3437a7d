package dev.walkback.storage.wrap;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Content;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Location;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.VersionedStorage;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One concern: what is done around each call to the storage within. The storage is handed to each call as the type that the call
 * needs, so that one concern serves storages of all three types, and what cannot delete inside cannot delete outside.
 */
interface Wrapping {

    default Location location(Storage within) {
        return within.location();
    }

    default Stream<ObjectInfo> list(Storage within, KeyRange range) {
        return within.list(range);
    }

    default Stream<Entry> entries(Storage within, String folder) {
        return within.entries(folder);
    }

    default Optional<ObjectInfo> stat(Storage within, String key) {
        return within.stat(key);
    }

    default OpenObject read(Storage within, String key, ByteRange range) {
        return within.read(key, range);
    }

    default ObjectInfo write(MutableStorage within, String key, Content content, Overwrite overwrite) {
        return within.write(key, content, overwrite);
    }

    default ObjectInfo copy(MutableStorage within, String from, String to, Overwrite overwrite) {
        return within.copy(from, to, overwrite);
    }

    default Deletion delete(MutableStorage within, Collection<String> keys) {
        return within.delete(keys);
    }

    default Stream<VersionedStorage.Version> versions(VersionedStorage within, KeyRange range) {
        return within.versions(range);
    }

    default Deletion deleteVersions(VersionedStorage within, Collection<VersionedStorage.Version> versions) {
        return within.deleteVersions(versions);
    }

    /** The storage within, wrapped, of its own type. */
    default Storage around(Storage within) {
        return new Wrapped.ReadOnly(within, this);
    }

    /** The storage within, wrapped, of its own type: one that keeps versions still does. */
    default MutableStorage around(MutableStorage within) {
        return within instanceof VersionedStorage versioned
                ? new Wrapped.Versioned(versioned, this)
                : new Wrapped.Mutable(within, this);
    }
}
