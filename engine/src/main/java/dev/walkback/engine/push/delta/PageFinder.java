package dev.walkback.engine.push.delta;

import dev.walkback.engine.push.pack.FileReading.ByteLimit;
import dev.walkback.engine.push.page.PageHeader;
import dev.walkback.engine.wal.Lsn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the pages of a file that changed since the parent began. A page's own position tells, or what is known from WAL; a page that
 * nothing was put on yet tells nothing and is taken.
 *
 * @param since inclusive: the parent may have read a page that was written from there on, or not
 */
record PageFinder(int pageBytes, Lsn since, ScanRoom room, ByteLimit limit, DeltaTally tally) {

    /** More than this of one file is read a second time rather than held. */
    private static final int MOST_KEPT_BYTES = 8 << 20;

    private static final int TAIL_BYTES = 64 << 10;

    /** Reads all of it. Empty where a page cannot be believed: then the whole file is taken. */
    Optional<FoundPages> byReading(FileChannel open) throws IOException {
        long size = wholePages(open.size());
        Taking taking = new Taking();
        ByteBuffer into = room.take();
        try {
            long at = 0;
            while (at < size) {
                into.clear().limit((int) Math.min(wholePages(into.capacity()), size - at));
                int read = read(open, into, at);
                for (int page = 0; page < read / pageBytes; page++) {
                    int number = Math.toIntExact(at / pageBytes + page);
                    if (!taking.isBelieved(into, page * pageBytes, number)) {
                        return Optional.empty();
                    }
                }
                at += read;
                if (into.hasRemaining()) {
                    break; // it was cut off meanwhile
                }
            }
            return Optional.of(taking.found(wholePages(at)));
        } finally {
            room.giveBack(into);
        }
    }

    /**
     * Reads only pages that are listed, and the end of the file: pages of zeros may have been added there, of which WAL says nothing.
     * They lie behind the last page that is older than the parent, since that one was in the file when the parent was made.
     */
    Optional<FoundPages> byList(FileChannel open, int[] listed) throws IOException {
        long size = wholePages(open.size());
        Optional<PageNumbers> tail = tail(open, size);
        if (tail.isEmpty()) {
            return Optional.empty();
        }
        int pages = Math.toIntExact(size / pageBytes);
        int[] numbers = Arrays.stream(tail.get().toArray()).sorted().toArray();
        int[] all = Arrays.stream(new int[][] {listed, numbers})
                .flatMapToInt(Arrays::stream)
                .filter(number -> number >= 0 && number < pages)
                .sorted()
                .distinct()
                .toArray();
        return Optional.of(new FoundPages(size, all, List.of()));
    }

    /** From the end backwards up to a page that is older than the parent. */
    private Optional<PageNumbers> tail(FileChannel open, long size) throws IOException {
        PageNumbers newer = new PageNumbers();
        ByteBuffer into = room.take();
        try {
            long end = size;
            while (end > 0) {
                long begin = Math.max(0, end - Math.max(TAIL_BYTES, pageBytes));
                into.clear().limit((int) (end - begin));
                if (read(open, into, begin) < end - begin) {
                    return Optional.of(newer); // cut off meanwhile, and WAL says so
                }
                for (int at = (int) (end - begin) - pageBytes; at >= 0; at -= pageBytes) {
                    if (!PageHeader.isNew(into, at)) {
                        if (!PageHeader.isValid(into, at, pageBytes)) {
                            return Optional.empty();
                        }
                        if (isOlder(into, at)) {
                            return Optional.of(newer);
                        }
                    }
                    newer.add(Math.toIntExact((begin + at) / pageBytes));
                }
                end = begin;
            }
            return Optional.of(newer);
        } finally {
            room.giveBack(into);
        }
    }

    private boolean isOlder(ByteBuffer pages, int at) {
        return Long.compareUnsigned(PageHeader.lsnBits(pages, at), since.bits()) < 0;
    }

    private long wholePages(long bytes) {
        return bytes / pageBytes * pageBytes;
    }

    private int read(FileChannel open, ByteBuffer into, long at) throws IOException {
        limit.take(into.remaining());
        while (into.hasRemaining() && open.read(into, at + into.position()) >= 0) {
            // until it is full, or the file ends
        }
        tally.read(into.position());
        return into.position();
    }

    /** Pages as they are chosen, kept while they are few. */
    private final class Taking {

        private final PageNumbers numbers = new PageNumbers();
        private final List<byte[]> contents = new ArrayList<>();
        private boolean keeps = true;

        boolean isBelieved(ByteBuffer pages, int at, int number) {
            if (!PageHeader.isNew(pages, at)) {
                if (!PageHeader.isValid(pages, at, pageBytes)) {
                    return false;
                }
                if (isOlder(pages, at)) {
                    return true;
                }
            }
            numbers.add(number);
            keep(pages, at);
            return true;
        }

        private void keep(ByteBuffer pages, int at) {
            if (keeps && (long) (contents.size() + 1) * pageBytes > MOST_KEPT_BYTES) {
                keeps = false;
                contents.clear();
            }
            if (keeps) {
                byte[] page = new byte[pageBytes];
                pages.get(at, page);
                contents.add(page);
            }
        }

        FoundPages found(long fileBytes) {
            return new FoundPages(fileBytes, numbers.toArray(), keeps ? contents : List.of());
        }
    }
}
