package dev.walkback.engine.wal.record;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentContent;
import dev.walkback.engine.wal.WalPageHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Reads a segment as PostgreSQL's replay would: page by page, record by record, with every record's checksum. Reading goes on
 * to the end of the stream whatever is found, since a codec tells only there whether all was well; but never far beyond the size.
 */
public final class SegmentScan {

    private static final int USUAL_PAGE = 8192;

    private final Segment segment;
    private final CRC32 digest = new CRC32();
    private final CRC32C otherDigest = new CRC32C();
    private final RecordCursor records = new RecordCursor(false, Wanted.NOTHING);
    private long bytes;
    private WalPageHeader first = new WalPageHeader(0, 0, Lsn.NONE, 0, false, false, null);
    private SegmentContent.Flaw flaw = SegmentContent.Flaw.NONE;
    private Lsn flawAt = Lsn.NONE;

    private SegmentScan(Segment segment) {
        this.segment = segment;
    }

    /** Reads the stream to its end, or to one byte more than a segment has. */
    public static SegmentContent read(InputStream plain, Segment segment) throws IOException {
        return new SegmentScan(segment).read(plain);
    }

    private SegmentContent read(InputStream plain) throws IOException {
        byte[] head = plain.readNBytes(WalPageHeader.LONG_BYTES);
        count(head, head.length);
        byte[] page = firstPage(head);
        int filled = head.length;
        int size = segment.size().bytes();
        while (bytes < size) {
            int read = plain.readNBytes(page, filled, (int) Math.min(page.length - filled, size - bytes));
            digest.update(page, filled, read);
            otherDigest.update(page, filled, read);
            bytes += read;
            filled += read;
            if (filled < page.length) {
                break;
            }
            page(page, segment.start().plus(bytes - filled));
            filled = 0;
        }
        if (bytes < size || plain.read() >= 0) {
            bytes += bytes < size ? 0 : 1;
            note(SegmentContent.Flaw.LENGTH, segment.start());
        }
        return content();
    }

    /** The size of pages is told by the first of them. */
    private byte[] firstPage(byte[] head) {
        WalPageHeader header = WalPageHeader.read(head).orElse(null);
        WalPageHeader.Origin origin = header == null ? null : header.origin();
        if (header == null || origin == null) {
            note(SegmentContent.Flaw.NO_HEADER, segment.start());
        } else {
            first = header;
            records.segment(segment, header);
            if (!header.address().equals(segment.start())) {
                note(SegmentContent.Flaw.MISPLACED, segment.start());
            } else if (!origin.segmentSize().equals(segment.size())) {
                note(SegmentContent.Flaw.OTHER_SIZE, segment.start());
            } else if (isLater(header.timeline(), segment.timeline().id())) {
                note(SegmentContent.Flaw.TIMELINE, segment.start());
            }
        }
        byte[] page = new byte[origin == null ? USUAL_PAGE : origin.pageSize()];
        System.arraycopy(head, 0, page, 0, head.length);
        return page;
    }

    private void page(byte[] page, Lsn address) {
        if (flaw == SegmentContent.Flaw.NONE && records.page(page, 0, page.length, address.bits())) {
            while (records.next()) {
                // sound ones need no word
            }
        }
    }

    private void note(SegmentContent.Flaw found, Lsn at) {
        if (flaw == SegmentContent.Flaw.NONE || found == SegmentContent.Flaw.LENGTH) {
            flaw = found;
            flawAt = at;
        }
    }

    private SegmentContent content() {
        WalPageHeader.Origin origin = first.origin();
        SegmentContent.Flaw ofRecords = records.flaw();
        if (ofRecords != null) {
            note(ofRecords, records.flawAt());
        }
        return new SegmentContent(
                bytes,
                origin == null ? 0 : origin.systemIdentifier(),
                origin == null ? 0 : origin.segmentSize().bytes(),
                first.address(),
                first.timeline(),
                records.lastTimeline(),
                first.continuesRecord() ? first.remaining() : 0,
                first.overwritesContinuation(),
                records.firstPrevious(),
                records.lastStart(),
                records.pending(),
                flaw,
                flawAt,
                digest.getValue() << 32 | otherDigest.getValue());
    }

    private void count(byte[] read, int length) {
        bytes += length;
        digest.update(read, 0, length);
        otherDigest.update(read, 0, length);
    }

    private static boolean isLater(int timeline, int than) {
        return Integer.compareUnsigned(timeline, than) > 0;
    }
}
