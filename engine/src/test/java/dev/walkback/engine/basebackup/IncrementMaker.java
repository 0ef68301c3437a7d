package dev.walkback.engine.basebackup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SortedMap;

/** Makes {@code INCREMENTAL.} files as PostgreSQL 17 does. */
final class IncrementMaker {

    private static final int BLOCK = 8192;

    private IncrementMaker() {}

    static byte[] of(int truncation, SortedMap<Integer, byte[]> blocks) {
        int head = 12 + 4 * blocks.size();
        int padded = blocks.isEmpty() ? head : (head + BLOCK - 1) / BLOCK * BLOCK;
        ByteBuffer file = ByteBuffer.allocate(padded + blocks.size() * BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xD3AE1F0D).putInt(blocks.size()).putInt(truncation);
        blocks.keySet().forEach(file::putInt);
        file.position(padded);
        blocks.values().forEach(file::put);
        return file.array();
    }
}
