package dev.walkback.engine.wal.record;

/**
 * The headers that follow a record's own, without gaps, in front of all content:
 *
 * <pre>
 * 0…32   a block: flags u8, data length u16, [image length u16, hole offset u16, image bits u8, [hole length u16]],
 *                 [tablespace, database, relation u32 each], block u32
 * 252    the transaction at the top u32 | 253 origin u16 | 254 main data u32 | 255 main data u8
 * </pre>
 */
final class Fragments {

    /** No record's headers are longer, its own included. */
    static final int MOST_BYTES = 1024;

    static final int RECORD_HEADER = 24;

    private static final int LAST_BLOCK = 32;
    private static final int TOP_XID = 252;
    private static final int ORIGIN = 253;
    private static final int LONG_MAIN = 254;
    private static final int SHORT_MAIN = 255;

    private static final int SAME_RELATION = 0x80;
    private static final int LAST_FORK = 3;
    private static final int HAS_HOLE = 1;

    private static final int MAGIC_9_6 = 0xD093;
    private static final int MAGIC_14 = 0xD10D;
    private static final int MAGIC_15 = 0xD110;

    private final WalRecord record;
    private int magic;
    private byte[] bytes = new byte[0];
    private int at;
    private int to;
    private long content;
    private boolean isBad;
    private boolean needsMore;

    Fragments(WalRecord record) {
        this.record = record;
    }

    /** Image bits differ between versions, and so do the ids. */
    void version(int pageMagic) {
        magic = pageMagic;
    }

    /** Whether what was read last cannot be a record of this length, however it goes on. */
    boolean areBad() {
        return isBad;
    }

    /**
     * Reads the headers of the record that begins at {@code from}.
     *
     * @return where its content begins; -1 when {@code limit} cuts the headers off, or when they are bad
     */
    int read(byte[] page, int from, int limit) {
        bytes = page;
        at = from + RECORD_HEADER;
        to = limit;
        content = 0;
        isBad = false;
        needsMore = false;
        record.blocks = 0;
        record.mainLength = 0;
        record.origin = 0;
        record.topXid = 0;
        while (record.length - (at - from) > content) {
            if (!fragment()) {
                return -1;
            }
        }
        isBad = record.length - (at - from) != content;
        return isBad ? -1 : at;
    }

    private boolean fragment() {
        if (!has(1)) {
            return false;
        }
        int id = bytes[at++] & 0xFF;
        if (id <= LAST_BLOCK) {
            return block(id);
        }
        switch (id) {
            case SHORT_MAIN -> {
                if (has(1)) {
                    main(bytes[at++] & 0xFF);
                }
            }
            case LONG_MAIN -> {
                if (has(4)) {
                    at += 4;
                    main(LittleEndian.u32(bytes, at - 4));
                }
            }
            case ORIGIN -> {
                if (has(2)) {
                    record.origin = LittleEndian.u16(bytes, at);
                    at += 2;
                }
            }
            case TOP_XID -> {
                isBad = magic < MAGIC_14;
                if (has(4)) {
                    record.topXid = LittleEndian.i32(bytes, at);
                    at += 4;
                }
            }
            default -> isBad = true;
        }
        return !isBad && !needsMore;
    }

    private void main(long length) {
        // it is the last one: a second is no header any more
        isBad = record.mainLength != 0 || length == 0;
        record.mainLength = length;
        content += length;
    }

    private boolean block(int id) {
        if (!has(3)) {
            return false;
        }
        int n = record.blocks;
        int flags = bytes[at] & 0xFF;
        int data = LittleEndian.u16(bytes, at + 1);
        at += 3;
        record.id[n] = id;
        record.flags[n] = flags;
        record.dataLength[n] = data;
        isBad = (n > 0 && record.id[n - 1] >= id)
                || (flags & 0x0F) > LAST_FORK
                || ((flags & WalRecord.HAS_DATA) != 0) != (data > 0);
        content += data;
        if (isBad || !image(n, (flags & WalRecord.HAS_IMAGE) != 0) || !relation(n, (flags & SAME_RELATION) != 0)) {
            return false;
        }
        record.blocks = n + 1;
        return true;
    }

    private boolean image(int n, boolean isThere) {
        record.imageLength[n] = 0;
        record.holeOffset[n] = 0;
        record.holeLength[n] = 0;
        record.imageApplies[n] = false;
        record.compression[n] = Compression.NONE;
        if (!isThere) {
            return true;
        }
        if (!has(5)) {
            return false;
        }
        int length = LittleEndian.u16(bytes, at);
        int hole = LittleEndian.u16(bytes, at + 2);
        int bits = bytes[at + 4] & 0xFF;
        at += 5;
        record.imageLength[n] = length;
        record.holeOffset[n] = hole;
        record.imageApplies[n] = magic <= MAGIC_9_6 || (bits & (magic < MAGIC_15 ? 4 : 2)) != 0;
        record.compression[n] = compression(bits);
        content += length;
        boolean hasHole = (bits & HAS_HOLE) != 0;
        isBad = hasHole != (hole > 0);
        if (hasHole && record.compression[n] != Compression.NONE) {
            if (!has(2)) {
                return false;
            }
            record.holeLength[n] = LittleEndian.u16(bytes, at);
            at += 2;
        }
        return !isBad;
    }

    private Compression compression(int bits) {
        if (magic < MAGIC_15) {
            return (bits & 2) != 0 ? Compression.PGLZ : Compression.NONE;
        }
        if ((bits & 4) != 0) {
            return Compression.PGLZ;
        }
        if ((bits & 8) != 0) {
            return Compression.LZ4;
        }
        return (bits & 16) != 0 ? Compression.ZSTD : Compression.NONE;
    }

    private boolean relation(int n, boolean isThatBefore) {
        isBad = isThatBefore && n == 0;
        if (isBad || !has(isThatBefore ? 4 : 16)) {
            return false;
        }
        if (isThatBefore) {
            record.tablespace[n] = record.tablespace[n - 1];
            record.database[n] = record.database[n - 1];
            record.relation[n] = record.relation[n - 1];
        } else {
            record.tablespace[n] = LittleEndian.i32(bytes, at);
            record.database[n] = LittleEndian.i32(bytes, at + 4);
            record.relation[n] = LittleEndian.i32(bytes, at + 8);
            at += 12;
        }
        record.number[n] = LittleEndian.i32(bytes, at);
        at += 4;
        return true;
    }

    private boolean has(int count) {
        needsMore = to - at < count;
        return !needsMore;
    }
}
