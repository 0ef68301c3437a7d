package dev.walkback.shell.walg;

import dev.walkback.storage.Capability;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.VersionedStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code st rm}: one object of exactly that name, else everything in the folder of that name. It asks nothing, as WAL-G does
 * not; but it refuses the empty name and {@code /}, which there remove the whole storage: an unset variable in a script
 * must not cost the archive.
 */
final class Removing {

    private static final int AT_ONCE = 10_000;

    private Removing() {}

    static void remove(Words words, Session session) throws Exception {
        String typed = words.arguments().getFirst();
        String version = words.text("version-id", "");
        boolean allVersions = words.has("all-versions");
        if (!version.isEmpty() && allVersions) {
            throw new WalgFailure("--version-id cannot be used together with --all-versions ");
        }
        if (!version.isEmpty() && words.has("glob")) {
            throw new WalgFailure("--version-id cannot be used together with --glob");
        }
        session.onStorage(words.text("target", "default"), storage -> {
            if (!version.isEmpty()) {
                removeVersion(storage, SlashPath.relative(typed), version);
            } else if (words.has("glob")) {
                Glob found = Glob.of(storage, typed);
                for (String key : found.objects()) {
                    removeOne(storage, key, allVersions);
                }
                for (String folder : found.folders()) {
                    removeOne(storage, folder, allVersions);
                }
            } else {
                removeOne(storage, typed, allVersions);
            }
        });
    }

    private static void removeOne(MutableStorage storage, String typed, boolean allVersions) throws WalgFailure {
        String path = SlashPath.relative(typed);
        if (path.isEmpty()) {
            throw new WalgFailure("refused to remove the whole storage: name what is to go, or use --glob '*'");
        }
        Optional<ObjectInfo> object = typed.endsWith("/") ? Optional.empty() : storage.stat(path);
        KeyRange range = object.isPresent() ? KeyRange.prefix(path).to(path + "\0") : KeyRange.prefix(path + "/");
        long removed = allVersions
                        && storage.capabilities().contains(Capability.VERSIONS)
                        && storage instanceof VersionedStorage versioned
                ? removeVersions(versioned, range)
                : removeObjects(storage, range);
        if (removed == 0) {
            throw new WalgFailure("object or folder \"" + typed + "\" does not exist");
        }
    }

    private static long removeObjects(MutableStorage storage, KeyRange range) throws WalgFailure {
        long removed = 0;
        List<String> keys = new ArrayList<>();
        try (Stream<ObjectInfo> objects = storage.list(range)) {
            for (ObjectInfo object : (Iterable<ObjectInfo>) objects::iterator) {
                keys.add(object.key());
                if (keys.size() == AT_ONCE) {
                    removed += keys.size();
                    check(storage.delete(keys));
                    keys.clear();
                }
            }
        }
        if (!keys.isEmpty()) {
            check(storage.delete(keys));
        }
        return removed + keys.size();
    }

    private static long removeVersions(VersionedStorage storage, KeyRange range) throws WalgFailure {
        List<VersionedStorage.Version> versions;
        try (Stream<VersionedStorage.Version> all = storage.versions(range)) {
            versions = all.toList();
        }
        if (!versions.isEmpty()) {
            check(storage.deleteVersions(versions));
        }
        return versions.size();
    }

    private static void removeVersion(MutableStorage storage, String key, String id) throws WalgFailure {
        if (!(storage instanceof VersionedStorage versioned)
                || !storage.capabilities().contains(Capability.VERSIONS)) {
            throw new WalgFailure(
                    "delete object \"" + key + "\" version \"" + id + "\": this storage keeps no versions");
        }
        check(versioned.deleteVersions(List.of(new VersionedStorage.Version(key, id, 0, Instant.EPOCH, false, false))));
    }

    private static void check(Deletion deletion) throws WalgFailure {
        if (!deletion.failed().isEmpty()) {
            Deletion.Failure first = deletion.failed().getFirst();
            throw new WalgFailure("delete objects by the prefix: "
                    + deletion.failed().size() + " of them are still there, " + first.key() + ": " + first.why());
        }
    }
}
