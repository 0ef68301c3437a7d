package dev.walkback.storage.codec;

import java.io.IOException;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/**
 * The beginning of an lzop file: which checksums its blocks carry.
 *
 * <pre>
 * magic (9)  version (2)  library version (2)  version needed (2)*  method (1)  level (1)*  flags (4)  [filter (4)]
 * mode (4)  time (4)  time, high half (4)*  length of the name (1)  name  checksum (4)      * from version 0.94 on
 * [extra field: length (4)  bytes  checksum (4)]
 * </pre>
 */
record LzopHeader(boolean plainAdler, boolean plainCrc, boolean packedAdler, boolean packedCrc) {

    private static final int PLAIN_ADLER = 0x1;
    private static final int PACKED_ADLER = 0x2;
    private static final int EXTRA_FIELD = 0x40;
    private static final int PLAIN_CRC = 0x100;
    private static final int PACKED_CRC = 0x200;
    private static final int MULTIPART = 0x400;
    private static final int FILTER = 0x800;
    private static final int HEADER_CRC = 0x1000;

    private static final byte[] MAGIC = {(byte) 0x89, 'L', 'Z', 'O', 0, '\r', '\n', 0x1A, '\n'};
    private static final int FIRST_WITH_LEVEL = 0x0940;
    private static final int LAST_METHOD = 3;

    static LzopHeader read(StoredBytes stored, boolean first) throws IOException {
        long start = stored.position();
        for (byte expected : MAGIC) {
            if (stored.u8() != (expected & 0xFF)) {
                throw stored.damaged(start, first ? "not an lzop file" : "what follows the file is no lzop file", null);
            }
        }
        return new Reading(stored).header(start);
    }

    /** Keeps the bytes read so far: which checksum covers them is told by the last but a few. */
    private static final class Reading {

        private final StoredBytes stored;
        private final Adler32 adler = new Adler32();
        private final CRC32 crc = new CRC32();

        Reading(StoredBytes stored) {
            this.stored = stored;
        }

        LzopHeader header(long start) throws IOException {
            int version = next(2);
            next(2);
            boolean withLevel = version >= FIRST_WITH_LEVEL;
            if (withLevel) {
                next(2);
            }
            int method = next(1);
            if (withLevel) {
                next(1);
            }
            int flags = next(4);
            int filter = (flags & FILTER) == 0 ? 0 : next(4);
            next(withLevel ? 12 : 8);
            next(next(1));
            Checksum used = (flags & HEADER_CRC) == 0 ? adler : crc;
            if ((int) used.getValue() != stored.bigEndian32()) {
                throw stored.damaged(start, "the header's checksum does not match", null);
            }
            if (method < 1 || method > LAST_METHOD || filter != 0 || (flags & MULTIPART) != 0) {
                throw stored.damaged(start, "a method, filter or part of lzop's that is not read here", null);
            }
            if ((flags & EXTRA_FIELD) != 0) {
                stored.discard(Integer.toUnsignedLong(stored.bigEndian32()));
                stored.discard(4);
            }
            return new LzopHeader(
                    (flags & PLAIN_ADLER) != 0,
                    (flags & PLAIN_CRC) != 0,
                    (flags & PACKED_ADLER) != 0,
                    (flags & PACKED_CRC) != 0);
        }

        /** The last four of these bytes as a number, high byte first. */
        private int next(int count) throws IOException {
            int number = 0;
            for (int i = 0; i < count; i++) {
                int next = stored.u8();
                adler.update(next);
                crc.update(next);
                number = number << 8 | next;
            }
            return number;
        }
    }
}
