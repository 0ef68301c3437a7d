package dev.walkback.engine.wal;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Reads a segment as PostgreSQL's replay would: page by page, record by record, with every record's checksum. Reading goes on
 * to the end of the stream whatever is found, since a codec tells only there whether all was well; but never far beyond the size.
 *
 * <p>Records lie at multiples of eight bytes, and run on over page headers:
 *
 * <pre>
 * 0 length u32 | 4 xid | 8 previous record u64 | 16 info u8 | 17 manager u8 | 20 CRC-32C u32 of [24, length) and then [0, 20)
 * </pre>
 */
public final class SegmentScan {

    private static final int USUAL_PAGE = 8192;

    private final Segment segment;
    private final CRC32 digest = new CRC32();
    private final CRC32C otherDigest = new CRC32C();
    private final RecordAssembly record = new RecordAssembly();
    private long bytes;
    private WalPageHeader first = new WalPageHeader(0, 0, Lsn.NONE, 0, false, false, null);
    private int lastTimeline;
    /** Of a record that began before this segment: what is left of it cannot be checked here. */
    private long skipping;

    private boolean dropsCarried;
    private boolean over;
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
            lastTimeline = header.timeline();
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
        if (over) {
            return;
        }
        WalPageHeader header = WalPageHeader.read(page).orElse(null);
        if (header == null || header.magic() != first.magic()) {
            note(SegmentContent.Flaw.PAGE_HEADER, address);
        } else if (!header.address().equals(address)) {
            note(SegmentContent.Flaw.PAGE_ADDRESS, address);
        } else if (isLater(lastTimeline, header.timeline())
                || isLater(header.timeline(), segment.timeline().id())) {
            note(SegmentContent.Flaw.TIMELINE, address);
        } else {
            lastTimeline = header.timeline();
            records(page, header);
        }
    }

    private void records(byte[] page, WalPageHeader header) {
        boolean isFirst = header.address().equals(segment.start());
        int at = header.length();
        if (isFirst) {
            skipping = header.continuesRecord() ? header.remaining() : 0;
            dropsCarried = header.overwritesContinuation();
        } else if (header.overwritesContinuation()) {
            skipping = 0;
            record.forget();
        } else if ((skipping > 0 ? skipping : record.left()) != (header.continuesRecord() ? header.remaining() : 0)) {
            note(SegmentContent.Flaw.CONTINUATION, header.address());
            return;
        }
        int skipped = (int) Math.min(skipping, page.length - at);
        skipping -= skipped;
        at += skipped;
        while (!over && at < page.length) {
            if (record.left() == 0) {
                at = (at + 7) & -8;
                if (at >= page.length) {
                    return;
                }
                Lsn start = header.address().plus(at);
                if (!record.begin(page, at, start)) {
                    note(SegmentContent.Flaw.RECORD_LENGTH, start);
                    return;
                }
            }
            at += record.add(page, at);
            if (record.left() == 0) {
                finish();
            }
        }
    }

    private void finish() {
        if (!record.followsPrevious()) {
            note(SegmentContent.Flaw.RECORD_PREVIOUS, record.start());
        } else if (!record.checksumIsRight()) {
            note(SegmentContent.Flaw.RECORD_CHECKSUM, record.start());
        } else if (record.isSwitch()) {
            // the rest of the segment was given away
            over = true;
        }
    }

    private void note(SegmentContent.Flaw found, Lsn at) {
        over = true;
        if (flaw == SegmentContent.Flaw.NONE || found == SegmentContent.Flaw.LENGTH) {
            flaw = found;
            flawAt = at;
        }
    }

    private SegmentContent content() {
        WalPageHeader.Origin origin = first.origin();
        return new SegmentContent(
                bytes,
                origin == null ? 0 : origin.systemIdentifier(),
                origin == null ? 0 : origin.segmentSize().bytes(),
                first.address(),
                first.timeline(),
                lastTimeline,
                first.continuesRecord() ? first.remaining() : 0,
                dropsCarried,
                record.firstPrevious(),
                record.lastStart(),
                skipping + record.left(),
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
