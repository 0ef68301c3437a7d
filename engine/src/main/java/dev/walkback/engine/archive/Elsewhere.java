package dev.walkback.engine.archive;

import dev.walkback.engine.wal.WalFile;
import dev.walkback.storage.Entry;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for an archive near by, where the storage's root is none: the prefix may end a level too high or too low. */
final class Elsewhere {

    private static final int FOLDERS = 100;
    private static final int ENTRIES = 2000;
    private static final int DEPTH = 3;

    private static final Pattern BACKUP = Pattern.compile("base_[0-9A-F]{24}.*/");
    private static final Pattern TAR = Pattern.compile("(part_\\d+|copy_\\d+|pg_control|backup_label)\\.tar.*");

    private final Storage storage;

    Elsewhere(Storage storage) {
        this.storage = storage;
    }

    /** Whether an archive may be in a folder that has these in it. */
    static boolean isArchive(List<Entry> entries, String folder) {
        return entries.stream()
                .map(Entry::key)
                .anyMatch(key -> key.equals(folder + BackupsListing.FOLDER) || key.equals(folder + WalListing.FOLDER));
    }

    /** {@code ../} and the like, or folders below. Looks into a hundred folders at the most, the nearest first. */
    List<String> from(List<Entry> root) {
        String above = above(root);
        return above.isEmpty() ? below(root) : List.of(above);
    }

    private static String above(List<Entry> root) {
        for (Entry entry : root) {
            String name = entry.key();
            if (TAR.matcher(name).matches()) {
                return "../../../";
            }
            if (name.equals("tar_partitions/") || name.equals("files_metadata.json")) {
                return "../../";
            }
            if (BACKUP.matcher(name).matches() || name.endsWith(BackupsListing.SENTINEL) || isWal(entry)) {
                return "../";
            }
        }
        return "";
    }

    private static boolean isWal(Entry entry) {
        return entry instanceof ObjectInfo object
                && !(new WalListing().add(object.withKey(WalListing.FOLDER + object.key())) instanceof WalFile.Unknown);
    }

    private List<String> below(List<Entry> root) {
        List<String> found = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>();
        folders(root).forEach(open::add);
        for (int looked = 0; looked < FOLDERS && !open.isEmpty(); looked++) {
            String folder = open.remove();
            List<Entry> entries = entries(folder);
            if (isArchive(entries, folder)) {
                found.add(folder);
            } else if (folder.chars().filter(c -> c == '/').count() < DEPTH) {
                folders(entries).forEach(open::add);
            }
        }
        return found;
    }

    private static Stream<String> folders(List<Entry> entries) {
        return entries.stream().filter(Entry.Folder.class::isInstance).map(Entry::key);
    }

    /** What cannot be listed is not suggested. */
    private List<Entry> entries(String folder) {
        try (Stream<Entry> entries = storage.entries(folder)) {
            return entries.limit(ENTRIES).toList();
        } catch (StorageException hidden) {
            return List.of();
        }
    }
}
