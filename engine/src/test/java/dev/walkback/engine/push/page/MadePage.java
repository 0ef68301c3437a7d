package dev.walkback.engine.push.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Pages as a server would write them, byte by byte. */
public final class MadePage {

    public static final int BYTES = 8192;

    private MadePage() {}

    /** A page that makes sense, filled with what the seed gives. */
    public static byte[] at(long lsn, long seed) {
        byte[] page = new byte[BYTES];
        new Random(seed).nextBytes(page);
        ByteBuffer header = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0, (int) (lsn >>> 32)).putInt(4, (int) lsn);
        header.putShort(8, (short) 0).putShort(10, (short) 4);
        header.putShort(12, (short) 100).putShort(14, (short) 4000).putShort(16, (short) BYTES);
        header.putShort(18, (short) 0x2004).putInt(20, 0);
        return page;
    }

    public static byte[] summed(long lsn, long seed, long block) {
        byte[] page = at(lsn, seed);
        ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).putShort(8, (short)
                new PageChecksum(BYTES).of(page, 0, block));
        return page;
    }

    /** Nothing was put on it yet. */
    public static byte[] fresh() {
        return new byte[BYTES];
    }

    public static byte[] file(byte[]... pages) {
        byte[] file = new byte[pages.length * BYTES];
        for (int i = 0; i < pages.length; i++) {
            System.arraycopy(pages[i], 0, file, i * BYTES, BYTES);
        }
        return file;
    }
}
