package dev.walkback.engine.wal.change;

import java.util.Arrays;
import java.util.BitSet;

/** Some pages of one file: a short list while they are few, which is the rule, and a bit for each page where they are many. */
final class FileBlocks {

    private static final int MOST_IN_LIST = 256;

    private final int pages;
    private int[] list = new int[8];
    private int count;
    private final BitSet bits = new BitSet(0);
    private boolean isBits;

    /** @param pages how many a file has at most */
    FileBlocks(int pages) {
        this.pages = pages;
    }

    void add(int page) {
        if (isBits) {
            bits.set(page);
            return;
        }
        // what changes changes often several times in a row
        if (count > 0 && list[count - 1] == page) {
            return;
        }
        int place = Arrays.binarySearch(list, 0, count, page);
        if (place < 0) {
            insert(-place - 1, page);
        }
    }

    /** The pages in ascending order, and all from {@code from} on. */
    int[] pagesAndAllFrom(int from) {
        int tail = Math.max(0, pages - from);
        int[] own = isBits ? bits.stream().takeWhile(page -> page < from).toArray() : listBelow(from);
        int[] all = Arrays.copyOf(own, own.length + tail);
        for (int i = 0; i < tail; i++) {
            all[own.length + i] = from + i;
        }
        return all;
    }

    private int[] listBelow(int from) {
        int place = Arrays.binarySearch(list, 0, count, from);
        return Arrays.copyOf(list, place < 0 ? -place - 1 : place);
    }

    private void insert(int place, int page) {
        if (count == MOST_IN_LIST) {
            for (int i = 0; i < count; i++) {
                bits.set(list[i]);
            }
            bits.set(page);
            list = new int[0];
            isBits = true;
            return;
        }
        if (count == list.length) {
            list = Arrays.copyOf(list, 2 * count);
        }
        System.arraycopy(list, place, list, place + 1, count - place);
        list[place] = page;
        count++;
    }
}
