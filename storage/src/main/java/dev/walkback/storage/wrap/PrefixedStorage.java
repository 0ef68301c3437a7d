package dev.walkback.storage.wrap;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Content;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Keys;
import dev.walkback.storage.Location;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.VersionedStorage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One folder of a storage, as a storage of its own: its keys and its failures know nothing of what is above. */
public final class PrefixedStorage implements Wrapping {

    private final String prefix;

    private PrefixedStorage(String prefix) {
        if (!prefix.endsWith("/") || prefix.startsWith("/")) {
            throw new IllegalArgumentException("a folder ends in a slash and begins with none: " + prefix);
        }
        this.prefix = prefix;
    }

    /** @param folder ends in a slash */
    public static Storage over(Storage storage, String folder) {
        return new PrefixedStorage(folder).around(storage);
    }

    /** @param folder ends in a slash */
    public static MutableStorage over(MutableStorage storage, String folder) {
        return new PrefixedStorage(folder).around(storage);
    }

    @Override
    public Location location(Storage within) {
        String above = within.location().text();
        return new Location((above.endsWith("/") ? above : above + "/") + prefix.substring(0, prefix.length() - 1));
    }

    @Override
    public Stream<ObjectInfo> list(Storage within, KeyRange range) {
        // "/x" would be a key of ours no more than of any storage
        return range.prefix().startsWith("/")
                ? Stream.empty()
                : translation(within)
                        .listing(() -> within.list(inner(range)).map(found -> found.withKey(outer(found.key()))));
    }

    @Override
    public Stream<Entry> entries(Storage within, String folder) {
        return folder.startsWith("/")
                ? Stream.empty()
                : translation(within)
                        .listing(() -> within.entries(prefix + folder).map(this::outer));
    }

    @Override
    public Optional<ObjectInfo> stat(Storage within, String key) {
        String inner = inner(within, key);
        return translation(within).call(() -> within.stat(inner).map(found -> found.withKey(key)));
    }

    @Override
    public OpenObject read(Storage within, String key, ByteRange range) {
        String inner = inner(within, key);
        Translation translation = translation(within);
        OpenObject opened = translation.call(() -> within.read(inner, range));
        return new OpenObject(opened.info().withKey(key), translation.bytes(opened.bytes()));
    }

    @Override
    public ObjectInfo write(MutableStorage within, String key, Content content, Overwrite overwrite) {
        String inner = inner(within, key);
        return translation(within)
                .call(() -> within.write(inner, content, overwrite).withKey(key));
    }

    @Override
    public ObjectInfo copy(MutableStorage within, String from, String to, Overwrite overwrite) {
        String innerFrom = inner(within, from);
        String innerTo = inner(within, to);
        return translation(within)
                .call(() -> within.copy(innerFrom, innerTo, overwrite).withKey(to));
    }

    @Override
    public Deletion delete(MutableStorage within, Collection<String> keys) {
        List<String> inner = keys.stream().map(key -> inner(within, key)).toList();
        return outer(translation(within).call(() -> within.delete(inner)));
    }

    @Override
    public Stream<VersionedStorage.Version> versions(VersionedStorage within, KeyRange range) {
        return translation(within)
                .listing(() -> within.versions(inner(range)).map(found -> withKey(found, outer(found.key()))));
    }

    @Override
    public Deletion deleteVersions(VersionedStorage within, Collection<VersionedStorage.Version> versions) {
        List<VersionedStorage.Version> inner = versions.stream()
                .map(version -> withKey(version, inner(within, version.key())))
                .toList();
        return outer(translation(within).call(() -> within.deleteVersions(inner)));
    }

    private Translation translation(Storage within) {
        return new Translation(location(within), prefix);
    }

    private String inner(Storage within, String key) {
        return prefix + Keys.checked(location(within), key);
    }

    private KeyRange inner(KeyRange range) {
        return new KeyRange(prefix + range.prefix(), inner(range.from()), inner(range.to()));
    }

    private @Nullable String inner(@Nullable String bound) {
        return bound == null ? null : prefix + bound;
    }

    private String outer(String key) {
        return key.substring(prefix.length());
    }

    private Entry outer(Entry entry) {
        return switch (entry) {
            case ObjectInfo object -> object.withKey(outer(object.key()));
            case Entry.Folder folder -> new Entry.Folder(outer(folder.key()));
        };
    }

    private Deletion outer(Deletion deletion) {
        return new Deletion(
                deletion.removed(),
                deletion.failed().stream()
                        .map(failure -> new Deletion.Failure(outer(failure.key()), failure.why()))
                        .toList());
    }

    private static VersionedStorage.Version withKey(VersionedStorage.Version version, String key) {
        return new VersionedStorage.Version(
                key, version.id(), version.size(), version.modified(), version.latest(), version.deleted());
    }
}
