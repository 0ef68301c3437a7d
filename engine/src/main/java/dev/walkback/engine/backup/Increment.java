package dev.walkback.engine.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;

/**
 * What a delta holds of a relation's file: the pages that changed, and how large the file is. Little endian, without padding:
 *
 * <pre>
 * 0  'w' 'i' '1' 0x55 | 4 file size u64 | 12 N u32 | 16 N page numbers u32, ascending | N pages
 * </pre>
 *
 * <p>Files of OrioleDB have a u16 with their page's size in front of N. Nothing in a tar tells an increment from a whole file:
 * only the files metadata does.
 *
 * @param fileBytes the size that the file is brought to
 * @param pages how many of them changed
 * @param pageBytes how large each of them is; 0 where none changed, since nothing tells then
 */
public record Increment(long fileBytes, long pages, int pageBytes) {

    private static final int MAGIC = 0x55316977;
    private static final int SMALLEST_PAGE = 512;
    private static final int LARGEST_PAGE = 1 << 15;
    private static final int NUMBERS_AT_ONCE = 1 << 12;

    /** An increment that would not be put back together, or wrongly. */
    public static final class DamagedException extends IOException {

        private static final long serialVersionUID = 1;

        DamagedException(String why) {
            super(why);
        }
    }

    /**
     * Reads up to the first page; the pages themselves may hold anything.
     *
     * @param entryBytes how large the entry is; all of it must be accounted for
     * @param ofOrioleDb whether the file is one of that extension's
     * @throws DamagedException when it is not made so
     */
    public static Increment read(InputStream entry, long entryBytes, boolean ofOrioleDb) throws IOException {
        return read(entry, entryBytes, ofOrioleDb, (pageBytes, number) -> {});
    }

    /** Is told which pages an increment holds, in their order. */
    public interface Numbers {
        void page(int pageBytes, long number);
    }

    /** The same, and tells which pages follow. */
    public static Increment read(InputStream entry, long entryBytes, boolean ofOrioleDb, Numbers numbers)
            throws IOException {
        int headBytes = ofOrioleDb ? 18 : 16;
        ByteBuffer head = ByteBuffer.wrap(entry.readNBytes(headBytes)).order(ByteOrder.LITTLE_ENDIAN);
        if (head.limit() < headBytes || head.getInt(0) != MAGIC) {
            throw new DamagedException("it does not begin as one");
        }
        long fileBytes = head.getLong(4);
        long pages = Integer.toUnsignedLong(head.getInt(headBytes - 4));
        int pageBytes = pageBytes(entryBytes - headBytes, pages);
        if (fileBytes < 0 || (ofOrioleDb && pages > 0 && Short.toUnsignedInt(head.getShort(12)) != pageBytes)) {
            throw new DamagedException("its sizes make no sense");
        }
        checkNumbers(
                entry, pages, pageBytes == 0 ? 0 : fileBytes / pageBytes, number -> numbers.page(pageBytes, number));
        return new Increment(fileBytes, pages, pageBytes);
    }

    /** The size of pages is nowhere told, and follows from the entry's. */
    private static int pageBytes(long bytes, long pages) throws DamagedException {
        if (pages == 0) {
            if (bytes != 0) {
                throw new DamagedException(bytes + " bytes follow no pages");
            }
            return 0;
        }
        long each = bytes / pages - Integer.BYTES;
        if (bytes % pages != 0 || each < SMALLEST_PAGE || each > LARGEST_PAGE || Long.bitCount(each) != 1) {
            throw new DamagedException("its size is not that of " + pages + " pages");
        }
        return (int) each;
    }

    private static void checkNumbers(InputStream entry, long pages, long filePages, LongConsumer told)
            throws IOException {
        long previous = -1;
        for (long left = pages; left > 0; left -= NUMBERS_AT_ONCE) {
            int count = (int) Math.min(left, NUMBERS_AT_ONCE);
            ByteBuffer numbers =
                    ByteBuffer.wrap(entry.readNBytes(count * Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            if (numbers.limit() < count * Integer.BYTES) {
                throw new DamagedException("it ends within its list of pages");
            }
            while (numbers.hasRemaining()) {
                long number = Integer.toUnsignedLong(numbers.getInt());
                if (number <= previous) {
                    throw new DamagedException("its pages are not in ascending order");
                }
                if (number >= filePages) {
                    throw new DamagedException("page " + number + " is not within its file of " + filePages + " pages");
                }
                told.accept(number);
                previous = number;
            }
        }
    }
}
