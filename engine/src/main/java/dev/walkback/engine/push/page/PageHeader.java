package dev.walkback.engine.push.page;

import dev.walkback.engine.wal.Lsn;
import java.nio.ByteBuffer;

/**
 * The first 24 bytes of a data page, read where they lie. Buffers are to be little endian, and are read without moving them.
 *
 * <p>Positions in WAL are bits here, to be compared without a sign: there are millions of pages.
 */
public final class PageHeader {

    public static final int BYTES = 24;

    private static final int CHECKSUM_AT = 8;
    private static final int FLAGS_AT = 10;
    private static final int LOWER_AT = 12;
    private static final int UPPER_AT = 14;
    private static final int SPECIAL_AT = 16;
    private static final int SIZE_AT = 18;

    private static final int KNOWN_FLAGS = 7;
    private static final int NEWEST_LAYOUT = 5;

    private PageHeader() {}

    /** Whether nothing was put on it yet. */
    public static boolean isNew(ByteBuffer pages, int at) {
        return pages.getShort(at + UPPER_AT) == 0;
    }

    /** What WAL-G asks of a page before it believes its position: a header that makes sense, and a position. */
    public static boolean isValid(ByteBuffer pages, int at, int pageBytes) {
        int lower = Short.toUnsignedInt(pages.getShort(at + LOWER_AT));
        int upper = Short.toUnsignedInt(pages.getShort(at + UPPER_AT));
        int special = Short.toUnsignedInt(pages.getShort(at + SPECIAL_AT));
        int size = Short.toUnsignedInt(pages.getShort(at + SIZE_AT));
        return (pages.getShort(at + FLAGS_AT) & ~KNOWN_FLAGS) == 0
                && lower >= BYTES
                && lower <= upper
                && upper <= special
                && special <= pageBytes
                && (size & 0xFF00) == (pageBytes & 0xFF00)
                && (size & 0xFF) <= NEWEST_LAYOUT
                && pages.getLong(at) != 0;
    }

    /** Where in WAL the last change of it ends: two halves, the high one first. */
    public static long lsnBits(ByteBuffer pages, int at) {
        return Long.rotateLeft(pages.getLong(at), Integer.SIZE);
    }

    public static Lsn lsn(ByteBuffer pages, int at) {
        return new Lsn(lsnBits(pages, at));
    }

    /** The one that was stored with it; 0 where checksums were off. */
    public static int checksum(ByteBuffer pages, int at) {
        return Short.toUnsignedInt(pages.getShort(at + CHECKSUM_AT));
    }
}
