package dev.walkback.storage.wrap;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Capability;
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
import java.util.Set;
import java.util.stream.Stream;

/** A storage with a {@link Wrapping} around it, once for each type of storage. */
sealed interface Wrapped<S extends Storage> extends Storage {

    S within();

    Wrapping by();

    @Override
    default Location location() {
        return by().location(within());
    }

    @Override
    default Set<Capability> capabilities() {
        return within().capabilities();
    }

    @Override
    default Stream<ObjectInfo> list(KeyRange range) {
        return by().list(within(), range);
    }

    @Override
    default Stream<Entry> entries(String folder) {
        return by().entries(within(), folder);
    }

    @Override
    default Optional<ObjectInfo> stat(String key) {
        return by().stat(within(), key);
    }

    @Override
    default OpenObject read(String key, ByteRange range) {
        return by().read(within(), key, range);
    }

    @Override
    default void close() {
        within().close();
    }

    /** One that may be changed. */
    sealed interface Changeable<S extends MutableStorage> extends Wrapped<S>, MutableStorage {

        @Override
        default ObjectInfo write(String key, Content content, Overwrite overwrite) {
            return by().write(within(), key, content, overwrite);
        }

        @Override
        default ObjectInfo copy(String from, String to, Overwrite overwrite) {
            return by().copy(within(), from, to, overwrite);
        }

        @Override
        default Deletion delete(Collection<String> keys) {
            return by().delete(within(), keys);
        }
    }

    record ReadOnly(Storage within, Wrapping by) implements Wrapped<Storage> {}

    record Mutable(MutableStorage within, Wrapping by) implements Changeable<MutableStorage> {}

    record Versioned(VersionedStorage within, Wrapping by) implements Changeable<VersionedStorage>, VersionedStorage {

        @Override
        public Stream<Version> versions(KeyRange range) {
            return by.versions(within, range);
        }

        @Override
        public Deletion deleteVersions(Collection<Version> versions) {
            return by.deleteVersions(within, versions);
        }
    }
}
