package dev.walkback.engine.wal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** A record while it is put together from the pages that it lies on. Only its header is kept; the rest goes into the checksum. */
final class RecordAssembly {

    private static final int HEADER = 24;
    private static final int CHECKSUM_AT = 20;

    /** No version writes longer ones, though some would read them. */
    private static final long LONGEST = 1020L << 20;

    private static final int SWITCH = 0x40;

    private final byte[] header = new byte[HEADER];
    private final ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private Lsn start = Lsn.NONE;
    private Lsn previous = Lsn.NONE;
    private Lsn firstPrevious = Lsn.NONE;
    private boolean isFirst = true;
    private long length;
    private long added;

    /** @return whether a record can have the length that stands there */
    boolean begin(byte[] page, int at, Lsn lsn) {
        long told = Integer.toUnsignedLong(
                ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).getInt(at));
        if (told < HEADER || told > LONGEST) {
            return false;
        }
        isFirst = start.equals(Lsn.NONE);
        previous = start;
        start = lsn;
        length = told;
        added = 0;
        checksum.reset();
        return true;
    }

    /** Takes what of it is on this page. */
    int add(byte[] page, int at) {
        int count = (int) Math.min(length - added, page.length - at);
        int ofHeader = (int) Math.min(Math.max(0, HEADER - added), count);
        System.arraycopy(page, at, header, (int) Math.min(added, HEADER), ofHeader);
        checksum.update(page, at + ofHeader, count - ofHeader);
        added += count;
        if (isFirst && added >= HEADER) {
            firstPrevious = told();
        }
        return count;
    }

    /** How much of it is still to come; 0 when there is none, or it is whole. */
    long left() {
        return length - added;
    }

    /** It was given up by who wrote it, and the next one follows the one before it. */
    void forget() {
        if (left() > 0) {
            start = previous;
            length = 0;
            added = 0;
        }
    }

    boolean followsPrevious() {
        return isFirst || told().equals(previous);
    }

    boolean checksumIsRight() {
        checksum.update(header, 0, CHECKSUM_AT);
        return (int) checksum.getValue() == fields.getInt(CHECKSUM_AT);
    }

    boolean isSwitch() {
        return header[17] == 0 && (header[16] & 0xF0) == SWITCH && length == HEADER;
    }

    Lsn start() {
        return start;
    }

    Lsn firstPrevious() {
        return firstPrevious;
    }

    Lsn lastStart() {
        return start;
    }

    private Lsn told() {
        return new Lsn(fields.getLong(8));
    }
}
