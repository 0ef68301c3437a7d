package dev.walkback.engine.basebackup;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Files whose blocks are filled with one number each. */
final class IncrementalBlocks {

    private static final int BLOCK = 8192;

    private IncrementalBlocks() {}

    static byte[] file(int... fillings) {
        byte[] file = new byte[fillings.length * BLOCK];
        for (int i = 0; i < fillings.length; i++) {
            Arrays.fill(file, i * BLOCK, (i + 1) * BLOCK, (byte) fillings[i]);
        }
        return file;
    }

    /** Of a file of so many blocks, those that changed. */
    static byte[] changes(int truncation, Map<Integer, Integer> fillings) {
        TreeMap<Integer, byte[]> blocks = new TreeMap<>();
        fillings.forEach((number, filling) -> blocks.put(number, file(filling)));
        return IncrementMaker.of(truncation, blocks);
    }
}
