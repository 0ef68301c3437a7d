package dev.walkback.storage.codec;

import java.io.IOException;
import net.jpountz.xxhash.XXHashFactory;

/**
 * What stands behind a frame's magic number.
 *
 * <pre>
 * FLG  7-6 version (01)  5 blocks independent  4 block checksums  3 content size  2 content checksum  1 zero  0 dictionary id
 * BD   7 zero            6-4 largest block (4: 64 KiB … 7: 4 MiB)  3-0 zero
 * [content size, 8 bytes]  [dictionary id, 4 bytes]  second byte of the descriptor's xxhash32
 * </pre>
 */
record Lz4Descriptor(
        boolean linkedBlocks, boolean blockChecksums, boolean contentChecksum, long contentSize, int largestBlock) {

    static final long UNKNOWN = -1;

    static Lz4Descriptor read(StoredBytes stored) throws IOException {
        long start = stored.position();
        byte[] bytes = new byte[14];
        stored.readFully(bytes, 0, 2);
        int flags = bytes[0];
        int size = 2;
        if ((flags & 0x08) != 0) {
            stored.readFully(bytes, size, 8);
            size += 8;
        }
        if ((flags & 0x01) != 0) {
            stored.readFully(bytes, size, 4);
            size += 4;
        }
        if (stored.u8() != (hash(bytes, size) >>> 8 & 0xFF)) {
            throw stored.damaged(start, "the header's checksum does not match", null);
        }
        return of(stored, start, bytes);
    }

    private static Lz4Descriptor of(StoredBytes stored, long start, byte[] bytes) throws IOException {
        int flags = bytes[0];
        int blockSize = bytes[1] >>> 4 & 0x07;
        if ((flags & 0xC2) != 0x40 || (bytes[1] & 0x8F) != 0 || blockSize < 4) {
            throw stored.damaged(start, "a header no version of the format has", null);
        }
        if ((flags & 0x01) != 0) {
            throw stored.damaged(start, "needs a dictionary that is not in the stream", null);
        }
        long contentSize = UNKNOWN;
        if ((flags & 0x08) != 0) {
            contentSize = littleEndian64(bytes, 2);
            if (contentSize < 0) {
                throw stored.damaged(start, "claims a content size beyond reason", null);
            }
        }
        return new Lz4Descriptor(
                (flags & 0x20) == 0, (flags & 0x10) != 0, (flags & 0x04) != 0, contentSize, 1 << (8 + 2 * blockSize));
    }

    static int hash(byte[] bytes, int size) {
        return XXHashFactory.fastestInstance().hash32().hash(bytes, 0, size, 0);
    }

    private static long littleEndian64(byte[] bytes, int from) {
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | (bytes[from + i] & 0xFF);
        }
        return value;
    }
}
