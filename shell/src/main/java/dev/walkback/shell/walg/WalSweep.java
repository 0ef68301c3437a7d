package dev.walkback.shell.walg;

import dev.walkback.shell.walg.wal.SegmentGrid;
import dev.walkback.shell.walg.wal.WalgSegment;
import dev.walkback.shell.walg.work.Together;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists WAL's folder of an object store faster than page after page. A page shows how dense segments lie; so after each that is of
 * one timeline, the stretches that should hold the next pages are listed side by side, twice as long each time. Ranges touch
 * each other: whatever the guesses were worth, each object is listed once, and in order.
 */
final class WalSweep {

    private static final int PAGE = 1000;
    private static final int WORKERS = 8;
    private static final int LONGEST = 16;
    private static final int NAME = 24;

    private final Storage storage;
    private final String folder;
    private final SegmentGrid grid;
    private final int page;
    private final Consumer<String> names;

    WalSweep(Storage storage, String folder, SegmentGrid grid, Consumer<String> names) {
        this(storage, folder, grid, PAGE, names);
    }

    /** @param page how many objects the storage tells at once; the next begins with the last of the one before, so two at least */
    WalSweep(Storage storage, String folder, SegmentGrid grid, int page, Consumer<String> names) {
        if (page < 2) {
            throw new IllegalArgumentException("would never come to an end: " + page);
        }
        this.storage = storage;
        this.folder = folder;
        this.grid = grid;
        this.page = page;
        this.names = names;
    }

    void run() throws Exception {
        KeyRange rest = KeyRange.prefix(folder);
        String done = null;
        int pages = 1;
        while (true) {
            List<String> listed = keys(rest, page);
            tell(listed, done);
            if (listed.size() < page) {
                return;
            }
            String last = listed.getLast();
            long length = span(listed.getFirst(), last) * pages;
            if (length > 0) {
                rest = rest.from(sideBySide(rest.from(last), segment(last).orElseThrow(), length, last));
                done = null;
                pages = Math.min(2 * pages, LONGEST);
            } else {
                rest = rest.from(last);
                done = last;
            }
        }
    }

    /** Over how many segments a page goes; 0 when nothing follows from it. */
    private long span(String first, String last) {
        Optional<WalgSegment> begin = segment(first);
        Optional<WalgSegment> end = segment(last);
        if (begin.isEmpty()
                || end.isEmpty()
                || begin.get().timeline() != end.get().timeline()) {
            return 0;
        }
        long span = end.get().number() - begin.get().number() + 1;
        return end.get().number() + span * WORKERS * LONGEST > grid.last() ? 0 : span;
    }

    /** @return where the last of the stretches ended, exclusive */
    private String sideBySide(KeyRange rest, WalgSegment after, long length, String done) throws Exception {
        List<KeyRange> stretches = new ArrayList<>();
        KeyRange open = rest;
        String cut = "";
        for (int i = 1; i <= WORKERS; i++) {
            cut = folder + grid.name(after.timeline(), after.number() + i * length);
            stretches.add(open.to(cut));
            open = rest.from(cut);
        }
        for (List<String> listed : Together.ask(stretches, stretch -> keys(stretch, Long.MAX_VALUE))) {
            tell(listed, done);
        }
        return cut;
    }

    private List<String> keys(KeyRange range, long most) {
        try (Stream<ObjectInfo> objects = storage.list(range)) {
            return objects.map(ObjectInfo::key).limit(most).toList();
        }
    }

    /**
     * What lies in folders below is none of WAL's.
     *
     * @param done the key that was told before, and that the range begins with if it is still there
     */
    private void tell(List<String> keys, @Nullable String done) {
        for (String key : keys) {
            String name = key.substring(folder.length());
            if (!key.equals(done) && name.indexOf('/') < 0) {
                names.accept(name);
            }
        }
    }

    /** Of a name that is written as segments' names are: of others the order is not that of numbers. */
    private Optional<WalgSegment> segment(String key) {
        int end = folder.length() + NAME;
        if (key.length() < end) {
            return Optional.empty();
        }
        String name = key.substring(folder.length(), end);
        return grid.segment(name).filter(segment -> grid.name(segment).equals(name));
    }
}
