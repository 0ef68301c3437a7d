package dev.walkback.storage.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names in one folder, in the order in which the keys below them are listed: by bytes, a folder's name with the slash
 * that follows it. A server gives names in any order, so all of a folder's are held; they are packed into one array, because a
 * folder of WAL may hold a million.
 */
final class FolderEntries {

    private static final int FACTS = 2 * Long.BYTES + Short.BYTES;

    private byte[] packed = new byte[4096];
    private int length;
    private int[] starts = new int[64];
    private int count;

    /** One of them. A folder's name ends in a slash. */
    record Item(String name, FileFacts facts) {
        boolean isFolder() {
            return name.endsWith("/");
        }
    }

    void add(String name, FileFacts facts) {
        byte[] bytes = (facts.isFolder() ? name + "/" : name).getBytes(StandardCharsets.UTF_8);
        packed = room(packed, length + FACTS + bytes.length + Short.BYTES);
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = length;
        putShort(bytes.length);
        System.arraycopy(bytes, 0, packed, length, bytes.length);
        length += bytes.length;
        putLong(facts.size());
        putLong(facts.modified());
        putShort(facts.mode());
    }

    int size() {
        return count;
    }

    Item item(int index) {
        int start = starts[index];
        int bytes = nameLength(start);
        int after = start + Short.BYTES + bytes;
        int mode = nameLength(after + 2 * Long.BYTES);
        FileFacts facts = new FileFacts(longAt(after), mode, longAt(after + Long.BYTES));
        return new Item(new String(packed, start + Short.BYTES, bytes, StandardCharsets.UTF_8), facts);
    }

    void sort() {
        int[] other = Arrays.copyOf(starts, count);
        int[] sorted = starts;
        for (int width = 1; width < count; width *= 2) {
            for (int from = 0; from < count; from += 2 * width) {
                merge(sorted, other, from, Math.min(from + width, count), Math.min(from + 2 * width, count));
            }
            int[] swap = sorted;
            sorted = other;
            other = swap;
        }
        starts = sorted;
    }

    private void merge(int[] from, int[] to, int left, int middle, int end) {
        int a = left;
        int b = middle;
        for (int i = left; i < end; i++) {
            to[i] = b == end || (a < middle && compare(from[a], from[b]) <= 0) ? from[a++] : from[b++];
        }
    }

    private int compare(int a, int b) {
        int fromA = a + Short.BYTES;
        int fromB = b + Short.BYTES;
        return Arrays.compareUnsigned(packed, fromA, fromA + nameLength(a), packed, fromB, fromB + nameLength(b));
    }

    private int nameLength(int at) {
        return ((packed[at] & 0xFF) << 8) | (packed[at + 1] & 0xFF);
    }

    private long longAt(int at) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (packed[at + i] & 0xFF);
        }
        return value;
    }

    private void putShort(int value) {
        packed[length++] = (byte) (value >> 8);
        packed[length++] = (byte) value;
    }

    private void putLong(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            packed[length++] = (byte) (value >> shift);
        }
    }

    private static byte[] room(byte[] bytes, int needed) {
        return needed <= bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(needed, bytes.length + bytes.length / 2));
    }
}
