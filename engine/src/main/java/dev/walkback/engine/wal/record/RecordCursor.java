package dev.walkback.engine.wal.record;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentContent.Flaw;
import dev.walkback.engine.wal.WalPageHeader;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Goes over pages that it is shown one after another, and stops at each record that is whole and sound. Records lie at multiples of
 * eight bytes, and run on over page headers:
 *
 * <pre>
 * 0 length u32 | 4 xid | 8 previous record u64 | 16 info u8 | 17 manager u8 | 20 CRC-32C u32 of [24, length) and then [0, 20)
 * </pre>
 */
final class RecordCursor {

    private static final int HEADER = Fragments.RECORD_HEADER;
    private static final int CHECKSUM_AT = 20;

    /** No version writes longer ones, though some would read them. */
    private static final long LONGEST = 1020L << 20;

    private static final int SWITCH = 0x40;
    private static final int LAST_OWN_MANAGER = 21;
    private static final int FIRST_FOREIGN_MANAGER = 128;
    private static final int MAGIC_15 = 0xD110;

    private final boolean readsBody;
    private final WalRecord record = new WalRecord();
    private final Fragments fragments = new Fragments(record);
    private final Holding holding;
    private final Crossing crossing;
    private final CRC32C checksum = new CRC32C();

    private @Nullable Segment segment;
    private int magic;
    private int lastTimeline;
    private boolean isFirstPage = true;
    private boolean switched;
    private long skipping;

    private byte[] page = new byte[0];
    private long address;
    private int pageFrom;
    private int pageTo;
    private int at;

    /** Of the record that began last: where; and where the one before it began. 0 is nowhere. */
    private long start;

    private long before;
    private boolean followsNone = true;
    private long firstPrevious;
    private @Nullable Flaw flaw;
    private long flawAt;
    private boolean isUnwritten;

    /** @param readsBody whether block references are read; without them a record is its header and its checksum */
    RecordCursor(boolean readsBody, Wanted wanted) {
        this.readsBody = readsBody;
        this.holding = new Holding(record, wanted);
        this.crossing = new Crossing(fragments, holding, readsBody);
    }

    /** Pages are of this segment from now on, which begins with a page that has this header. */
    void segment(Segment next, WalPageHeader header) {
        segment = next;
        switched = false;
        if (isFirstPage) {
            magic = header.magic();
            lastTimeline = header.timeline();
            fragments.version(magic);
        }
    }

    /**
     * Goes on to a page.
     *
     * @param to where it ends; before a page's end if the input does
     * @return whether it can be gone over with {@link #next}; otherwise there is a {@link #flaw}, or nothing more in the segment
     */
    boolean page(byte[] bytes, int from, int to, long pageAddress) {
        if (flaw != null || switched) {
            return false;
        }
        WalPageHeader header = WalPageHeader.read(bytes, from).orElse(null);
        if (header == null || header.magic() != magic) {
            isUnwritten = LittleEndian.i64(bytes, from) == 0 && LittleEndian.i64(bytes, from + 8) == 0;
            return note(Flaw.PAGE_HEADER, pageAddress);
        }
        if (header.address().bits() != pageAddress) {
            return note(Flaw.PAGE_ADDRESS, pageAddress);
        }
        if (isLater(lastTimeline, header.timeline())
                || (segment != null
                        && isLater(header.timeline(), segment.timeline().id()))) {
            return note(Flaw.TIMELINE, pageAddress);
        }
        lastTimeline = header.timeline();
        page = bytes;
        pageFrom = from;
        pageTo = to;
        address = pageAddress;
        return continues(header);
    }

    private boolean continues(WalPageHeader header) {
        at = pageFrom + header.length();
        long told = header.continuesRecord() ? header.remaining() : 0;
        if (isFirstPage) {
            isFirstPage = false;
            skipping = told;
        } else if (header.overwritesContinuation()) {
            skipping = 0;
            forget();
        } else if ((skipping > 0 ? skipping : crossing.left()) != told) {
            return note(Flaw.CONTINUATION, address);
        }
        int skipped = (int) Math.min(skipping, Math.max(0, pageTo - at));
        skipping -= skipped;
        at += skipped;
        return true;
    }

    /** Goes on to the next record that ends on this page, and is sound. */
    boolean next() {
        if (flaw != null || switched) {
            return false;
        }
        if (crossing.left() > 0) {
            return goOn() && crossing.left() == 0 && finish();
        }
        at = pageFrom + ((at - pageFrom + 7) & -8);
        if (pageTo - at < 4 || skipping > 0) {
            at = pageTo;
            return false;
        }
        long length = LittleEndian.u32(page, at);
        long here = address + (at - pageFrom);
        if (length < HEADER || length > LONGEST) {
            isUnwritten = length == 0;
            return note(Flaw.RECORD_LENGTH, here);
        }
        before = start;
        followsNone = before == 0;
        start = here;
        record.start = here;
        record.length = length;
        if (length <= pageTo - at) {
            return whole((int) length);
        }
        crossing.begin(length);
        goOn();
        return false;
    }

    private boolean whole(int length) {
        int from = at;
        at += length;
        header(page, from);
        if (flaw != null) {
            return false;
        }
        checksum.reset();
        checksum.update(page, from + HEADER, length - HEADER);
        checksum.update(page, from, CHECKSUM_AT);
        if ((int) checksum.getValue() != LittleEndian.i32(page, from + CHECKSUM_AT)) {
            return note(Flaw.RECORD_CHECKSUM, start);
        }
        if (readsBody) {
            int content = fragments.read(page, from, from + length);
            if (content < 0) {
                return note(Flaw.RECORD_BODY, start);
            }
            holding.inPlace(page, content);
        }
        return found();
    }

    private boolean goOn() {
        int count = (int) Math.min(crossing.left(), pageTo - at);
        int ofHeader = Math.min(count, crossing.missingOfHeader());
        if (ofHeader > 0) {
            // first the record's own header alone: what of the rest is wanted is told by it
            crossing.add(page, at, ofHeader);
            if (crossing.missingOfHeader() == 0) {
                header(crossing.head(), 0);
            }
        }
        crossing.add(page, at + ofHeader, count - ofHeader);
        at += count;
        return flaw == null;
    }

    private boolean finish() {
        if (!crossing.checksumIsRight(CHECKSUM_AT)) {
            return note(Flaw.RECORD_CHECKSUM, start);
        }
        return (readsBody && !crossing.hasBody()) ? note(Flaw.RECORD_BODY, start) : found();
    }

    private void header(byte[] bytes, int from) {
        record.header(bytes, from);
        boolean follows = record.previous == before;
        if (followsNone) {
            firstPrevious = record.previous;
            follows = Long.compareUnsigned(record.previous, start) < 0;
        }
        if (!follows) {
            note(Flaw.RECORD_PREVIOUS, start);
        } else if (record.manager > LAST_OWN_MANAGER && (record.manager < FIRST_FOREIGN_MANAGER || magic < MAGIC_15)) {
            note(Flaw.RECORD_MANAGER, start);
        }
    }

    private boolean found() {
        switched = record.manager == 0 && (record.info & 0xF0) == SWITCH && record.length == HEADER;
        if (switched && segment != null) {
            record.end = segment.end().bits();
            at = pageTo;
        } else {
            record.end = address + ((at - pageFrom + 7) & -8);
        }
        return true;
    }

    /** It was given up by who wrote it, and the next one follows the one before it. */
    private void forget() {
        if (crossing.left() > 0) {
            crossing.forget();
            start = before;
        }
    }

    private boolean note(Flaw found, long position) {
        flaw = found;
        flawAt = position;
        return false;
    }

    WalRecord record() {
        return record;
    }

    /** What cannot be, or null: then all pages were as they must be. */
    @Nullable
    Flaw flaw() {
        return flaw;
    }

    Lsn flawAt() {
        return new Lsn(flawAt);
    }

    /** Whether the flaw is that there are zeros. */
    boolean isUnwritten() {
        return isUnwritten;
    }

    /** The rest of the segment was given away. */
    boolean switched() {
        return switched;
    }

    int magic() {
        return magic;
    }

    int lastTimeline() {
        return lastTimeline;
    }

    /** Where the first record says that the one before it began. */
    Lsn firstPrevious() {
        return new Lsn(firstPrevious);
    }

    /** Where the record begins that began last, whole or not. */
    Lsn lastStart() {
        return new Lsn(start);
    }

    /** Bytes that are still to come, of the record that began last or of one that began earlier. */
    long pending() {
        return skipping + crossing.left();
    }

    boolean isWithinRecord() {
        return crossing.left() > 0;
    }

    /** Where reading would have to go on: at the record that is not whole, or after the last one that is. */
    Lsn position() {
        if (crossing.left() > 0) {
            return new Lsn(start);
        }
        return switched ? record.end() : new Lsn(address + ((at - pageFrom + 7) & -8));
    }

    private static boolean isLater(int timeline, int than) {
        return Integer.compareUnsigned(timeline, than) > 0;
    }
}
