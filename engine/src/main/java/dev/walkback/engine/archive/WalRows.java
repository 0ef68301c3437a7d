package dev.walkback.engine.archive;

import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.storage.ObjectInfo;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Segments as they are listed, in columns, before anyone knows how large segments are: by timeline and the two other groups of
 * their names. In that order they are in order for every size.
 */
final class WalRows {

    /** Those that a segment may be stored under; rows hold the place in this list. */
    static final List<String> EXTENSIONS = List.of("", ".lz4", ".zst", ".br", ".lzma", ".gz", ".lzo");

    private static final int AT_FIRST = 64;
    private static final int GROUP = 32;
    private static final long NANOS = 1_000_000_000;
    private static final long LAST_SECOND = Long.MAX_VALUE / NANOS - 1;

    private int count;
    private int[] timelines = new int[AT_FIRST];
    private long[] places = new long[AT_FIRST];
    private long[] bytes = new long[AT_FIRST];
    private long[] storedNanos = new long[AT_FIRST];
    private long[] identities = new long[AT_FIRST];
    private byte[] extensions = new byte[AT_FIRST];

    void add(WalFile.Digits digits, int extension, ObjectInfo object) {
        if (count == timelines.length) {
            resize(count + (count >> 1));
        }
        timelines[count] = digits.timeline().id();
        places[count] = place(digits);
        bytes[count] = object.size();
        storedNanos[count] = nanos(object.modified());
        identities[count] = Identity.hash(object);
        extensions[count] = (byte) extension;
        count++;
    }

    static long place(WalFile.Digits digits) {
        return digits.log() << GROUP | digits.withinLog();
    }

    /** A time beyond what nanoseconds can tell, in the year 2262, is told as the last that they can. */
    static long nanos(Instant stored) {
        return Math.clamp(stored.getEpochSecond(), -LAST_SECOND, LAST_SECOND) * NANOS + stored.getNano();
    }

    private void resize(int room) {
        timelines = Arrays.copyOf(timelines, room);
        places = Arrays.copyOf(places, room);
        bytes = Arrays.copyOf(bytes, room);
        storedNanos = Arrays.copyOf(storedNanos, room);
        identities = Arrays.copyOf(identities, room);
        extensions = Arrays.copyOf(extensions, room);
    }

    /** Several listings of ranges side by side, in the order of their ranges. */
    static WalRows joined(Collection<WalRows> parts) {
        if (parts.size() == 1) {
            return parts.iterator().next();
        }
        WalRows all = new WalRows();
        all.resize(Math.max(AT_FIRST, parts.stream().mapToInt(WalRows::count).sum()));
        parts.forEach(all::append);
        return all;
    }

    private void append(WalRows part) {
        System.arraycopy(part.timelines, 0, timelines, count, part.count);
        System.arraycopy(part.places, 0, places, count, part.count);
        System.arraycopy(part.bytes, 0, bytes, count, part.count);
        System.arraycopy(part.storedNanos, 0, storedNanos, count, part.count);
        System.arraycopy(part.identities, 0, identities, count, part.count);
        System.arraycopy(part.extensions, 0, extensions, count, part.count);
        count += part.count;
    }

    int count() {
        return count;
    }

    int timeline(int row) {
        return timelines[row];
    }

    boolean isOn(int row, Timeline timeline) {
        return timelines[row] == timeline.id();
    }

    /** The row of this name, or else the first after it. */
    int firstNotBefore(WalFile.Digits digits) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int timeline =
                    Integer.compareUnsigned(timelines[middle], digits.timeline().id());
            boolean before = timeline < 0 || (timeline == 0 && Long.compareUnsigned(places[middle], place(digits)) < 0);
            if (before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Where the rows of the same timeline end. */
    int endOfTimeline(int row) {
        int end = row;
        while (end < count && timelines[end] == timelines[row]) {
            end++;
        }
        return end;
    }

    WalFile.Digits digits(int row) {
        return new WalFile.Digits(new Timeline(timelines[row]), log(row), withinLog(row));
    }

    String key(int row) {
        return WalListing.FOLDER + digits(row).name() + EXTENSIONS.get(extensions[row]);
    }

    long log(int row) {
        return places[row] >>> GROUP;
    }

    long withinLog(int row) {
        return places[row] & 0xFFFF_FFFFL;
    }

    long place(int row) {
        return places[row];
    }

    long bytes(int row) {
        return bytes[row];
    }

    long storedNanos(int row) {
        return storedNanos[row];
    }

    long identity(int row) {
        return identities[row];
    }

    byte extension(int row) {
        return extensions[row];
    }
}
