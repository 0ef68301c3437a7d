package dev.walkback.engine.wal.change;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The map of what changed in sixteen segments, as WAL-G stores it ({@code …_delta}), and what we write behind it:
 *
 * <pre>
 * (tablespace, database, relation, block) u32 each …, sixteen zeros, carried length u32, carried bytes   WAL-G's, which reads no further
 * "WBCHANGE" | system identifier u64 | segments u32 | cuts u32 | (tablespace, database, relation, pages) … | CRC-32C u32 of all before
 * </pre>
 *
 * <p>Blocks alone do not tell of files that were cut, made or given away, so a map without the second half is not enough to know
 * what changed. A bit of {@code segments} for each of the sixteen says that it was read with that in mind.
 */
final class GroupMap {

    static final int SEGMENTS = 16;
    static final int ALL = (1 << SEGMENTS) - 1;

    private static final long MAGIC = 0x45474E4148434257L;
    private static final int NOT_THERE = -1;
    private static final int BUFFER = 1 << 16;

    private GroupMap() {}

    /**
     * What is told beside the changes themselves.
     *
     * @param segments a bit for each segment whose cuts are told as well as its blocks; 0 in a map that WAL-G made
     * @param carries how many bytes there are of a record that goes on in the next group, which the map does not tell of
     */
    record Facts(long systemIdentifier, int segments, long carries) {

        boolean areOfAll() {
            return segments == ALL;
        }
    }

    static void write(BlockList changes, byte[] carried, long systemIdentifier, int segments, OutputStream to)
            throws IOException {
        CheckedOutputStream out = new CheckedOutputStream(to, new CRC32C());
        changes.writeBlocks(out);
        out.write(new byte[BlockList.BYTES]);
        out.write(little(4).putInt(carried.length).array());
        out.write(carried);
        if (segments == 0) {
            return;
        }
        Map<BlockList.Cut, Long> cuts = changes.cuts();
        out.write(little(24)
                .putLong(MAGIC)
                .putLong(systemIdentifier)
                .putInt(segments)
                .putInt(cuts.size())
                .array());
        byte[] each = new byte[BlockList.BYTES];
        ByteBuffer numbers = ByteBuffer.wrap(each).order(ByteOrder.LITTLE_ENDIAN);
        for (Map.Entry<BlockList.Cut, Long> cut : cuts.entrySet()) {
            numbers.clear()
                    .putInt(cut.getKey().tablespace())
                    .putInt(cut.getKey().database());
            numbers.putInt(cut.getKey().relation()).putInt(cut.getValue().intValue());
            out.write(each);
        }
        out.write(little(4).putInt((int) out.getChecksum().getValue()).array());
    }

    /**
     * Reads a map and passes on what it tells, before it is known whether all of it is right: more than what changed does no harm.
     *
     * @throws IOException when it is not what anybody wrote
     */
    static Facts read(InputStream in, ChangedBlocks into) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(new BufferedInputStream(in, BUFFER), new CRC32C());
        DataInputStream data = new DataInputStream(checked);
        byte[] each = new byte[BlockList.BYTES];
        ByteBuffer numbers = ByteBuffer.wrap(each).order(ByteOrder.LITTLE_ENDIAN);
        while (true) {
            data.readFully(each);
            if (numbers.getLong(0) == 0 && numbers.getLong(8) == 0) {
                break;
            }
            into.block(numbers.getInt(0), numbers.getInt(4), numbers.getInt(8), 0, numbers.getInt(12));
        }
        data.readFully(each, 0, 4);
        long carries = Integer.toUnsignedLong(numbers.getInt(0));
        data.skipNBytes(carries);
        int more = data.readNBytes(each, 0, BlockList.BYTES);
        if (more == 0) {
            return new Facts(0, 0, carries);
        }
        if (more < BlockList.BYTES || numbers.getLong(0) != MAGIC) {
            throw new EOFException("there is more behind the map than anybody writes");
        }
        long system = numbers.getLong(8);
        data.readFully(each, 0, 8);
        int segments = numbers.getInt(0);
        long cuts = Integer.toUnsignedLong(numbers.getInt(4));
        for (long i = 0; i < cuts; i++) {
            data.readFully(each);
            into.cut(numbers.getInt(0), numbers.getInt(4), numbers.getInt(8), numbers.getInt(12));
        }
        int checksum = (int) checked.getChecksum().getValue();
        data.readFully(each, 0, 4);
        if (numbers.getInt(0) != checksum || data.read() != NOT_THERE) {
            throw new IOException("its checksum is not that of what is there");
        }
        return new Facts(system, segments, carries);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
