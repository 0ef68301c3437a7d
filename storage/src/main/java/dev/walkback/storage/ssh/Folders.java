package dev.walkback.storage.ssh;

import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Keys;
import dev.walkback.storage.ObjectInfo;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Looks into folders, one question after the other, and leaves out what no key of a range can be. */
final class Folders {

    private static final int ASKED_AT_ONCE = 8;

    private final Connection connection;
    private final Place place;

    Folders(Connection connection, Place place) {
        this.connection = connection;
        this.place = place;
    }

    /**
     * What lies directly in a folder and may hold keys of the range, in order.
     *
     * @param beginning of the folder's keys: empty, or ending in a slash
     */
    FolderEntries entries(String beginning, KeyRange range) {
        Optional<String> path = place.folder(beginning);
        if (path.isEmpty()) {
            return new FolderEntries();
        }
        return connection.ask("list " + (beginning.isEmpty() ? "/" : beginning), beginning, sftp -> {
            if (!beginning.isEmpty() && !place.folderIsInside(sftp, path.get(), beginning)) {
                place.requireRoot(sftp);
                return new FolderEntries();
            }
            return read(sftp, path.get(), beginning, range);
        });
    }

    private FolderEntries read(Sftp sftp, String path, String beginning, KeyRange range) throws IOException {
        FolderEntries entries = new FolderEntries();
        Optional<byte[]> handle = opened(sftp, path);
        if (handle.isEmpty()) {
            place.requireRoot(sftp);
            return entries;
        }
        Queue<Integer> asked = new ArrayDeque<>();
        try {
            while (true) {
                while (asked.size() < ASKED_AT_ONCE) {
                    asked.add(sftp.askNames(handle.get()));
                }
                List<Sftp.Named> names = sftp.names(asked.remove());
                if (names.isEmpty()) {
                    break;
                }
                for (Sftp.Named named : names) {
                    addIfWanted(entries, sftp, path, beginning, named, range);
                }
            }
            for (int question : asked) {
                sftp.names(question);
            }
        } finally {
            sftp.close(handle.get());
        }
        entries.sort();
        return entries;
    }

    private Optional<byte[]> opened(Sftp sftp, String path) throws IOException {
        try {
            return Place.unlessAbsent(() -> sftp.openFolder(path));
        } catch (SftpStatus status) {
            // what some servers say of a file that is no folder
            if (status.code() == SftpStatus.FAILURE
                    && Place.unlessAbsent(() -> sftp.stat(path))
                            .filter(FileFacts::isFolder)
                            .isEmpty()) {
                return Optional.empty();
            }
            throw status;
        }
    }

    private void addIfWanted(
            FolderEntries entries, Sftp sftp, String path, String beginning, Sftp.Named named, KeyRange range)
            throws IOException {
        String name = named.name();
        if (name.equals(".")
                || name.equals("..")
                || name.isEmpty()
                || name.contains("/")
                || name.indexOf('\0') >= 0
                || Place.hidden(name)) {
            return;
        }
        FileFacts facts = named.facts();
        if (!facts.typed()) {
            Optional<FileFacts> asked = Place.unlessAbsent(() -> sftp.lstat(path + "/" + name));
            if (asked.isEmpty()) {
                return;
            }
            facts = asked.get();
        }
        String key = beginning + name;
        if (facts.isLink()) {
            addTarget(entries, sftp, path, key, name, range);
        } else if (wanted(range, key, facts)) {
            entries.add(name, facts);
        }
    }

    private void addTarget(FolderEntries entries, Sftp sftp, String path, String key, String name, KeyRange range)
            throws IOException {
        if (range.contains(key) || mayHold(range, key + "/")) {
            place.followed(sftp, path, path.equals("/") ? path + name : path + "/" + name)
                    .filter(facts -> wanted(range, key, facts))
                    .ifPresent(facts -> entries.add(name, facts));
        }
    }

    private static boolean wanted(KeyRange range, String key, FileFacts facts) {
        return facts.isFolder() ? mayHold(range, key + "/") : range.contains(key) && !facts.isOther();
    }

    /** Whether a key that begins so can be in the range. */
    static boolean mayHold(KeyRange range, String beginning) {
        String from = range.from();
        String to = range.to();
        boolean related = beginning.startsWith(range.prefix()) || range.prefix().startsWith(beginning);
        boolean beforeFrom = from != null && !from.startsWith(beginning) && Keys.ORDER.compare(beginning, from) < 0;
        boolean afterTo = to != null && Keys.ORDER.compare(beginning, to) >= 0;
        return related && !beforeFrom && !afterTo;
    }

    static ObjectInfo info(String key, FileFacts facts) {
        return new ObjectInfo(key, facts.size(), facts.time(), facts.etag());
    }
}
