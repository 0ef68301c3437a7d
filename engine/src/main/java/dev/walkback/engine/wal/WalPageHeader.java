package dev.walkback.engine.wal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The header that each page of WAL begins with. The first page of a segment has the long form, which tells what a segment's
 * name cannot: whose WAL it is, and how large its segments are. Forty decoded bytes are enough to know.
 *
 * @param magic changes with each major version of PostgreSQL
 * @param timeline of the first record on the page, 32 bits without a sign; where a timeline begins, its segment still opens with
 *     pages of its parent
 * @param address of the page's first byte
 * @param remaining bytes of a record that an earlier page began, this page included; 0 when the page continues none
 * @param overwritesContinuation the record that an earlier page began was given up, and is not continued
 * @param origin null in the short form
 */
public record WalPageHeader(
        int magic,
        int timeline,
        Lsn address,
        long remaining,
        boolean continuesRecord,
        boolean overwritesContinuation,
        @Nullable Origin origin) {

    /**
     * What the long form adds.
     *
     * @param systemIdentifier 64 bits without a sign, as pg_control has it
     * @param pageSize as the server was built; hardly ever other than 8192
     */
    public record Origin(long systemIdentifier, SegmentSize segmentSize, int pageSize) {}

    /** What has to be decoded of a segment to read its first header. */
    public static final int LONG_BYTES = 40;

    public static final int SHORT_BYTES = 24;

    private static final int CONTINUES = 1;
    private static final int LONG = 2;
    private static final int OVERWRITES = 8;
    private static final int KNOWN_BITS = 0xF;

    private static final int SMALLEST_PAGE = 1 << 10;
    private static final int LARGEST_PAGE = 1 << 16;

    /** Reads the header at the beginning of these bytes. Empty where there is none: too few bytes, or other content. */
    public static Optional<WalPageHeader> read(byte[] bytes) {
        return read(bytes, 0);
    }

    /** Reads the header at this offset. Everything it says is plausible by itself; whether it belongs there is not asked. */
    public static Optional<WalPageHeader> read(byte[] bytes, int offset) {
        if (bytes.length - offset < SHORT_BYTES) {
            return Optional.empty();
        }
        ByteBuffer page = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int magic = Short.toUnsignedInt(page.getShort(offset));
        int info = Short.toUnsignedInt(page.getShort(offset + 2));
        int timeline = page.getInt(offset + 4);
        boolean isLong = (info & LONG) != 0;
        if ((magic >>> 8 != 0xD0 && magic >>> 8 != 0xD1)
                || (info & ~KNOWN_BITS) != 0
                || timeline == 0
                || (isLong && bytes.length - offset < LONG_BYTES)) {
            return Optional.empty();
        }
        Origin origin = isLong ? origin(page, offset) : null;
        if (isLong && origin == null) {
            return Optional.empty();
        }
        return Optional.of(new WalPageHeader(
                magic,
                timeline,
                new Lsn(page.getLong(offset + 8)),
                Integer.toUnsignedLong(page.getInt(offset + 16)),
                (info & CONTINUES) != 0,
                (info & OVERWRITES) != 0,
                origin));
    }

    /** How many bytes the header itself takes. */
    public int length() {
        return origin == null ? SHORT_BYTES : LONG_BYTES;
    }

    /**
     * The first version of the major that wrote it, as {@code server_version_num} has it: 150000 for every 15. Empty for
     * versions that are not known yet, and for those before 9.6.
     */
    public OptionalInt majorVersion() {
        return majorVersion(magic);
    }

    /** The same, of a page's magic alone. */
    public static OptionalInt majorVersion(int magic) {
        return switch (magic) {
            case 0xD093 -> OptionalInt.of(90_600);
            case 0xD097 -> OptionalInt.of(100_000);
            case 0xD098 -> OptionalInt.of(110_000);
            case 0xD101 -> OptionalInt.of(120_000);
            case 0xD106 -> OptionalInt.of(130_000);
            case 0xD10D -> OptionalInt.of(140_000);
            case 0xD110 -> OptionalInt.of(150_000);
            case 0xD113 -> OptionalInt.of(160_000);
            case 0xD116 -> OptionalInt.of(170_000);
            case 0xD118 -> OptionalInt.of(180_000);
            default -> OptionalInt.empty();
        };
    }

    private static @Nullable Origin origin(ByteBuffer page, int offset) {
        long segment = Integer.toUnsignedLong(page.getInt(offset + 32));
        long pageSize = Integer.toUnsignedLong(page.getInt(offset + 36));
        return SegmentSize.isPossible(segment)
                        && pageSize >= SMALLEST_PAGE
                        && pageSize <= LARGEST_PAGE
                        && Long.bitCount(pageSize) == 1
                ? new Origin(page.getLong(offset + 24), new SegmentSize((int) segment), (int) pageSize)
                : null;
    }
}
