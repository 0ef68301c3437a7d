package dev.walkback.engine.push.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The checksum of a data page: 32 sums side by side over its words, folded into one, with the block's number mixed in. The two bytes
 * that hold it count as zero.
 *
 * <p>The loops run over arrays of ints, one after the other, because Java makes vector instructions of those. Belongs to one thread.
 */
public final class PageChecksum {

    private static final int SUMS = 32;
    private static final int PRIME = 16_777_619;
    private static final int STORED_AT = 8;
    private static final int LARGEST = 65_535;

    private static final int[] BASE = {
        0x5B1F36E9, 0xB8525960, 0x02AB50AA, 0x1DE66D2A, 0x79FF467A, 0x9BB9F8A3, 0x217E7CD2, 0x83E13D2C,
        0xF8D4474F, 0xE39EB970, 0x42C6AE16, 0x993216FA, 0x7B093B5D, 0x98DAFF3C, 0xF718902A, 0x0B1C9CDB,
        0xE58F764B, 0x187636BC, 0x5D7B3BB1, 0xE73DE7DE, 0x92BEC979, 0xCCA6C0B2, 0x304A0979, 0x85AA43D4,
        0x783125BB, 0x6CA8EAA2, 0xE407EAC6, 0x4B5CFC3E, 0x9FBF8C76, 0x15CA20BE, 0xF2CA9FD3, 0x959BD756,
    };

    private final int[] words;
    private final int[] sums = new int[SUMS];

    public PageChecksum(int pageBytes) {
        this.words = new int[pageBytes / Integer.BYTES];
    }

    /** @param block its number in the relation's fork, counted over all files of it */
    public int of(byte[] pages, int at, long block) {
        return of(ByteBuffer.wrap(pages, at, words.length * Integer.BYTES).slice(), block);
    }

    /** The same, of the page that begins where the buffer does. */
    public int of(ByteBuffer page, long block) {
        page.duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(words);
        words[STORED_AT / Integer.BYTES] &= 0xFFFF0000;
        System.arraycopy(BASE, 0, sums, 0, SUMS);
        for (int row = 0; row < words.length; row += SUMS) {
            for (int i = 0; i < SUMS; i++) {
                int mixed = sums[i] ^ words[row + i];
                sums[i] = (mixed * PRIME) ^ (mixed >>> 17);
            }
        }
        int folded = 0;
        for (int sum : sums) {
            folded ^= mixedWithZero(mixedWithZero(sum));
        }
        return Integer.remainderUnsigned(folded ^ (int) block, LARGEST) + 1;
    }

    /** The one that the page has. */
    public static int stored(byte[] pages, int at) {
        return (pages[at + STORED_AT] & 0xff) | (pages[at + STORED_AT + 1] & 0xff) << 8;
    }

    private static int mixedWithZero(int sum) {
        return (sum * PRIME) ^ (sum >>> 17);
    }
}
