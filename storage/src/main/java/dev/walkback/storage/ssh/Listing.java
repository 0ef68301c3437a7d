package dev.walkback.storage.ssh;

import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Walks folders depth first, which in their order is the order of keys. Holds the names of the folders it stands in, no more. */
final class Listing {

    private Listing() {}

    static Stream<ObjectInfo> objects(Folders folders, KeyRange range) {
        int slash = range.prefix().lastIndexOf('/');
        return stream(new Objects(folders, range, range.prefix().substring(0, slash + 1)));
    }

    static Stream<Entry> entries(Folders folders, String folder) {
        return stream(new Entries(folders, folder));
    }

    private static <T> Stream<T> stream(Iterator<T> iterator) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        iterator, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT),
                false);
    }

    private static final class Level {
        final String beginning;
        final FolderEntries entries;
        int next;

        Level(String beginning, FolderEntries entries) {
            this.beginning = beginning;
            this.entries = entries;
        }
    }

    private static final class Objects implements Iterator<ObjectInfo> {

        private final Folders folders;
        private final KeyRange range;
        private final Deque<Level> levels = new ArrayDeque<>();
        private @Nullable String start;
        private @Nullable ObjectInfo ready;

        Objects(Folders folders, KeyRange range, String start) {
            this.folders = folders;
            this.range = range;
            this.start = start;
        }

        @Override
        public boolean hasNext() {
            if (start != null) {
                enter(start);
                start = null;
            }
            while (ready == null && !levels.isEmpty()) {
                step();
            }
            return ready != null;
        }

        private void enter(String beginning) {
            levels.push(new Level(beginning, folders.entries(beginning, range)));
        }

        private void step() {
            Level level = levels.element();
            if (level.next == level.entries.size()) {
                levels.pop();
                return;
            }
            FolderEntries.Item item = level.entries.item(level.next++);
            String key = level.beginning + item.name();
            if (item.isFolder()) {
                enter(key);
            } else {
                ready = Folders.info(key, item.facts());
            }
        }

        @Override
        public ObjectInfo next() {
            if (!hasNext() || ready == null) {
                throw new NoSuchElementException();
            }
            ObjectInfo object = ready;
            ready = null;
            return object;
        }
    }

    /** A folder is one of the entries when a walk through it finds an object. */
    private static final class Entries implements Iterator<Entry> {

        private final Folders folders;
        private final String folder;
        private @Nullable Level level;
        private @Nullable Entry ready;

        Entries(Folders folders, String folder) {
            this.folders = folders;
            this.folder = folder;
        }

        @Override
        public boolean hasNext() {
            Level in = level;
            if (in == null) {
                in = new Level(folder, folders.entries(folder, KeyRange.ALL));
                level = in;
            }
            while (ready == null && in.next < in.entries.size()) {
                ready = entry(folder, in.entries.item(in.next++));
            }
            return ready != null;
        }

        private @Nullable Entry entry(String beginning, FolderEntries.Item item) {
            String key = beginning + item.name();
            if (!item.isFolder()) {
                return Folders.info(key, item.facts());
            }
            return new Objects(folders, KeyRange.prefix(key), key).hasNext() ? new Entry.Folder(key) : null;
        }

        @Override
        public Entry next() {
            if (!hasNext() || ready == null) {
                throw new NoSuchElementException();
            }
            Entry entry = ready;
            ready = null;
            return entry;
        }
    }
}
