package dev.walkback.engine.wal.record;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentContent.Flaw;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.WalPageHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads WAL record by record, from any position on, across pages and segments, until it ends; and tells why it ended. What is shown
 * has its checksum and its place in the chain of records proven. No more than a quarter of a megabyte is in memory beside what of a
 * record is {@link Wanted}.
 *
 * <pre>
 * try (WalRecords records = WalRecords.of(new WalRecords.Stretch(from, to, size, identifier), files, Wanted.NOTHING)) {
 *     while (records.next()) {
 *         … records.record() …
 *     }
 *     … records.end() …
 * }
 * </pre>
 */
public final class WalRecords implements AutoCloseable {

    private static final int BUFFER = 1 << 18;

    private final Stretch stretch;
    private final WalFiles files;
    private final RecordCursor cursor;
    private byte[] buffer = new byte[BUFFER];
    private int filled;
    private int at;
    private int pageBytes;

    private WalFiles.@Nullable Opened opened;
    private long number;
    private long read;
    private long bytesRead;
    private @Nullable Long system;
    private @Nullable WalEnd end;

    /**
     * What is to be read: records that begin at {@code from} or later, and before {@code to}.
     *
     * @param to {@link Lsn#LAST} for all there is
     * @param identifier whose WAL it must be; null for that of the first segment
     */
    public record Stretch(
            Lsn from, Lsn to, SegmentSize size, @Nullable SystemIdentifier identifier) {}

    private WalRecords(Stretch stretch, WalFiles files, Wanted wanted) {
        this.stretch = stretch;
        this.files = files;
        this.cursor = new RecordCursor(true, wanted);
        this.number = stretch.size().numberOf(stretch.from());
        this.system = stretch.identifier() == null ? null : stretch.identifier().bits();
    }

    /** Reading begins with the segment that {@code from} is in: records lie so that only from a segment's start they can be found. */
    public static WalRecords of(Stretch stretch, WalFiles files, Wanted wanted) {
        return new WalRecords(stretch, files, wanted);
    }

    /** Goes on to the next record. Once it says no, {@link #end} says why. */
    public boolean next() throws IOException {
        while (end == null) {
            while (cursor.next()) {
                long start = cursor.record().start;
                if (!isBefore(start, stretch.to())) {
                    end = new WalEnd.Reached(new Lsn(start));
                    return false;
                }
                if (!isBefore(start, stretch.from())) {
                    return true;
                }
            }
            forward();
        }
        return false;
    }

    /** What {@link #next} found. */
    public WalRecord record() {
        return cursor.record();
    }

    /** Why there is no next record. */
    public WalEnd end() {
        if (end == null) {
            throw new IllegalStateException("there may be more");
        }
        return end;
    }

    /** How many bytes of plain WAL were read. */
    public long bytesRead() {
        return bytesRead;
    }

    /** The major version that wrote it, as {@link WalPageHeader#majorVersion} tells; empty before a page was read. */
    public OptionalInt majorVersion() {
        return WalPageHeader.majorVersion(cursor.magic());
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.bytes().close();
            opened = null;
        }
    }

    /** To the next page, of this segment or of the one that follows; or to the end. */
    private void forward() throws IOException {
        Flaw flaw = cursor.flaw();
        if (flaw != null) {
            end = cursor.isUnwritten()
                    ? new WalEnd.Unwritten(cursor.flawAt())
                    : new WalEnd.Flawed(cursor.flawAt(), flaw);
            return;
        }
        if (opened == null) {
            open();
        } else if (cursor.switched() || (read == stretch.size().bytes() && at == filled)) {
            finish(opened.bytes());
        } else {
            page(opened);
        }
    }

    private void open() throws IOException {
        Lsn start = new Lsn(number * stretch.size().bytes());
        if (!start.isBefore(stretch.to()) && !cursor.isWithinRecord()) {
            end = new WalEnd.Reached(start);
            return;
        }
        Optional<WalFiles.Opened> next = files.open(number);
        if (next.isEmpty()) {
            end = new WalEnd.NoSegment(cursor.isWithinRecord() ? cursor.position() : start, number);
            return;
        }
        opened = next.get();
        read = 0;
        at = 0;
        filled = 0;
        fill(opened);
        Flaw flaw = flaw(opened);
        if (flaw != null) {
            end = new WalEnd.Flawed(start, flaw);
        }
    }

    /** What bars a segment from its very first page. */
    private @Nullable Flaw flaw(WalFiles.Opened segment) {
        WalPageHeader header = filled < WalPageHeader.LONG_BYTES
                ? null
                : WalPageHeader.read(buffer).orElse(null);
        WalPageHeader.Origin origin = header == null ? null : header.origin();
        if (header == null || origin == null) {
            return Flaw.NO_HEADER;
        }
        if (!header.address().equals(segment.segment().start())) {
            return Flaw.MISPLACED;
        }
        if (!origin.segmentSize().equals(stretch.size())) {
            return Flaw.OTHER_SIZE;
        }
        if (system != null && system != origin.systemIdentifier()) {
            return Flaw.FOREIGN;
        }
        system = origin.systemIdentifier();
        pageBytes = origin.pageSize();
        cursor.segment(segment.segment(), header);
        return null;
    }

    private void page(WalFiles.Opened segment) throws IOException {
        if (filled - at < pageBytes && read < stretch.size().bytes()) {
            fill(segment);
        }
        Lsn address = segment.segment().start().plus(read - (filled - at));
        int to = Math.min(at + pageBytes, filled);
        if (to - at < WalPageHeader.SHORT_BYTES) {
            end = new WalEnd.Flawed(cut(segment.segment().start()), Flaw.LENGTH);
        } else if (cursor.page(buffer, at, to, address.bits())) {
            at = to;
        }
    }

    /** Moves what is left to the front and reads on; pages begin where they can be gone over in place. */
    private void fill(WalFiles.Opened segment) throws IOException {
        System.arraycopy(buffer, at, buffer, 0, filled - at);
        filled -= at;
        at = 0;
        int most = (int) Math.min(buffer.length - filled, stretch.size().bytes() - read);
        int count = segment.bytes().readNBytes(buffer, filled, most);
        filled += count;
        read += count;
        bytesRead += count;
    }

    /** Only at its very end a codec tells whether all was well. */
    private void finish(InputStream bytes) throws IOException {
        long left = stretch.size().bytes() - read;
        while (left > 0) {
            int count = bytes.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                break;
            }
            left -= count;
            bytesRead += count;
        }
        boolean isLong = bytes.read() >= 0;
        close();
        number++;
        if (left > 0 || isLong) {
            end = new WalEnd.Flawed(cursor.position(), Flaw.LENGTH);
        }
    }

    /** Where reading would go on if the segment did. */
    private Lsn cut(Lsn segmentStart) {
        Lsn position = cursor.position();
        return cursor.isWithinRecord() || segmentStart.isBefore(position) ? position : segmentStart;
    }

    private static boolean isBefore(long position, Lsn limit) {
        return Long.compareUnsigned(position, limit.bits()) < 0;
    }
}
