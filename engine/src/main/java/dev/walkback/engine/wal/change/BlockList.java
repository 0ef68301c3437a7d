package dev.walkback.engine.wal.change;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What changed, in the order in which it was told: as WAL-G stores it, with every repetition. */
final class BlockList implements ChangedBlocks {

    static final int BYTES = 16;
    private static final int INTS = 4;
    private static final int AT_ONCE = 4096;

    private int[] blocks = new int[256];
    private int used;
    private final Map<Cut, Long> cuts = new LinkedHashMap<>();

    /** What is cut; the shortest that it ever was is kept. */
    record Cut(int tablespace, int database, int relation) {}

    /** All forks: so does WAL-G, whose maps know no forks. */
    @Override
    public void block(int tablespace, int database, int relation, int fork, int number) {
        if (used + INTS > blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.multiplyExact(2, blocks.length));
        }
        blocks[used] = tablespace;
        blocks[used + 1] = database;
        blocks[used + 2] = relation;
        blocks[used + 3] = number;
        used += INTS;
    }

    @Override
    public void cut(int tablespace, int database, int relation, int pages) {
        cuts.merge(new Cut(tablespace, database, relation), Integer.toUnsignedLong(pages), Math::min);
    }

    void addAll(BlockList other) {
        if (used + other.used > blocks.length) {
            blocks = Arrays.copyOf(
                    blocks, Math.max(Math.addExact(used, other.used), Math.multiplyExact(2, blocks.length)));
        }
        System.arraycopy(other.blocks, 0, blocks, used, other.used);
        used += other.used;
        other.cuts.forEach((cut, pages) -> cuts.merge(cut, pages, Math::min));
    }

    Map<Cut, Long> cuts() {
        return cuts;
    }

    int size() {
        return used / INTS;
    }

    void writeBlocks(OutputStream out) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(AT_ONCE * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < used; from += AT_ONCE) {
            piece.clear();
            piece.asIntBuffer().put(blocks, from, Math.min(AT_ONCE, used - from));
            out.write(piece.array(), 0, Math.min(AT_ONCE, used - from) * Integer.BYTES);
        }
    }
}
