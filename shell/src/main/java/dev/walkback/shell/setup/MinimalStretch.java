package dev.walkback.shell.setup;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.record.WalFiles;
import dev.walkback.engine.wal.record.WalRecord;
import dev.walkback.engine.wal.record.WalRecords;
import dev.walkback.engine.wal.record.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of WAL that was written with {@code wal_level = minimal}: nothing gets over it, neither recovery nor a delta, although every
 * segment of it may be archived. A server forgets that it happened; the WAL that it still has tells.
 *
 * @param from where the server said that it begins
 * @param to where it said that it is over; null while it lasts
 */
public record MinimalStretch(Lsn from, @Nullable Lsn to) {

    private static final int XLOG = 0;
    private static final int KIND = 0xF0;
    private static final int PARAMETER_CHANGE = 0x60;
    private static final int FIRST_WITH_WAL_SENDERS = 120_000;
    /** A gigabyte of the usual ones: a second or two. */
    private static final int MOST_SEGMENTS = 64;

    /** The last one in the segments that lie in a folder, up to a position; of many segments the newest are read. */
    public static Optional<MinimalStretch> last(Path folder, Timeline timeline, SegmentSize size, Lsn upTo, int version)
            throws IOException {
        Segment first = Segment.before(timeline, upTo, size);
        for (int i = 1; i < MOST_SEGMENTS && first.number() > 1 && isThere(folder, first.previous()); i++) {
            first = first.previous();
        }
        if (!isThere(folder, first)) {
            return Optional.empty();
        }
        WalFiles files = number -> {
            Segment segment = new Segment(timeline, number, size);
            return isThere(folder, segment)
                    ? Optional.of(new WalFiles.Opened(segment, Files.newInputStream(folder.resolve(segment.name()))))
                    : Optional.empty();
        };
        int levelAt = version < FIRST_WITH_WAL_SENDERS ? 16 : 20;
        Wanted change = (record, part, block, length) -> isChange(record) ? length : 0;
        @Nullable MinimalStretch found = null;
        try (WalRecords records =
                WalRecords.of(new WalRecords.Stretch(first.start(), upTo, size, null), files, change)) {
            while (records.next()) {
                WalRecord record = records.record();
                if (isChange(record) && record.main().remaining() >= levelAt + Integer.BYTES) {
                    found = after(found, record.start(), record.main().getInt(levelAt) == 0);
                }
            }
        }
        return Optional.ofNullable(found);
    }

    private static boolean isThere(Path folder, Segment segment) {
        return Files.isRegularFile(folder.resolve(segment.name()));
    }

    private static boolean isChange(WalRecord record) {
        return record.manager() == XLOG && (record.info() & KIND) == PARAMETER_CHANGE;
    }

    private static @Nullable MinimalStretch after(@Nullable MinimalStretch before, Lsn at, boolean minimal) {
        if (minimal) {
            return before != null && before.to() == null ? before : new MinimalStretch(at, null);
        }
        return before == null || before.to() != null ? before : new MinimalStretch(before.from(), at);
    }
}
