package dev.walkback.shell.walg;

import dev.walkback.storage.Capability;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.VersionedStorage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;

/** {@code st ls} and {@code st stat}: type, size, time and name, in columns as wide as their widest cell. */
final class Listing {

    private Listing() {}

    static void list(Words words, Session session) throws Exception {
        String path = words.arguments().isEmpty() ? "" : words.arguments().getFirst();
        session.onStorage(words.text("target", "default"), storage -> {
            if (words.has("glob")) {
                for (String folder : Glob.of(storage, path).folders()) {
                    session.print(Folder.of(storage, folder).heading() + ":\n");
                    listFolder(storage, folder, words, session);
                    session.print("\n");
                }
            } else {
                listFolder(storage, path, words, session);
            }
        });
    }

    static void stat(Words words, Session session) throws Exception {
        if (words.has("glob")) {
            throw new WalgFailure(
                    "the --glob flag isn't supported by 'stat': a pattern can only be expanded by a listing");
        }
        String typed = words.arguments().getFirst();
        session.onStorage(words.text("target", "default"), storage -> {
            String key = SlashPath.relative(typed);
            ObjectInfo object =
                    storage.stat(key).orElseThrow(() -> new StorageException.Missing(storage.location(), key, null));
            try (SpooledTable table = table()) {
                row(table, session.timesOf(storage), object, typed);
                table.print(session.out());
            }
        });
    }

    private static void listFolder(MutableStorage storage, String path, Words words, Session session)
            throws IOException {
        Folder folder = Folder.of(storage, path);
        if (words.has("recursive")) {
            try (SpooledTable table = table()) {
                folder.visitAll(object -> row(table, session.timesOf(storage), object, folder.nameOf(object)));
                table.print(session.out());
            }
        } else if (words.has("all-versions")
                && storage.capabilities().contains(Capability.VERSIONS)
                && storage instanceof VersionedStorage versioned) {
            versions(folder, versioned, session);
        } else {
            try (SpooledTable folders = table();
                    SpooledTable objects = folders.below()) {
                List<Folder> below =
                        folder.visit(object -> row(objects, session.timesOf(storage), object, folder.nameOf(object)));
                below.forEach(each -> folders.row("dir", "0", GoTime.ZERO, folder.nameOf(each), "", ""));
                print(session.out(), folders, objects);
            }
        }
    }

    /** A listing of one folder with all versions, marks of deletion last, as WAL-G orders it. */
    private static void versions(Folder folder, VersionedStorage storage, Session session) throws IOException {
        try (SpooledTable table = table();
                SpooledTable marks = table.below()) {
            folder.visit(ignored -> {})
                    .forEach(each -> table.row("dir", "0", GoTime.ZERO, folder.nameOf(each), "", ""));
            try (Stream<VersionedStorage.Version> all = storage.versions(KeyRange.prefix(folder.prefix()))) {
                all.filter(version -> version.key().indexOf('/', folder.prefix().length()) < 0)
                        .forEach(version -> (version.deleted() ? marks : table)
                                .row(
                                        "obj",
                                        Long.toString(version.deleted() ? 0 : version.size()),
                                        session.timesOf(storage).text(version.modified()),
                                        version.key().substring(folder.prefix().length()),
                                        version.id(),
                                        (version.latest() ? "LATEST" : "")
                                                + (version.latest() && version.deleted() ? " " : "")
                                                + (version.deleted() ? "DELETE" : "")));
            }
            print(session.out(), table, marks);
        }
    }

    private static void print(OutputStream out, SpooledTable first, SpooledTable second) throws IOException {
        first.print(out);
        second.print(out);
    }

    private static SpooledTable table() {
        return SpooledTable.headed("type", "size", "last modified", "name");
    }

    private static void row(SpooledTable table, GoTime times, ObjectInfo object, String name) {
        table.row("obj", Long.toString(object.size()), times.text(object.modified()), name, "", "");
    }
}
