package dev.walkback.storage.local;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The names of one directory, packed and put in the order of their bytes. A directory of WAL can hold a million names; as strings
 * they would fill the heap, here each takes its bytes, two for its length and four for its place.
 */
final class NameArena {

    private static final int CHUNK_BITS = 18;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private final List<byte[]> chunks = new ArrayList<>();
    private int used = CHUNK;
    private int[] places = new int[256];
    private int count;

    int count() {
        return count;
    }

    void add(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (used + 2 + bytes.length > CHUNK) {
            chunks.add(new byte[CHUNK]);
            used = 0;
        }
        byte[] chunk = chunks.getLast();
        if (count == places.length) {
            places = Arrays.copyOf(places, count + (count >> 1));
        }
        places[count++] = ((chunks.size() - 1) << CHUNK_BITS) | used;
        chunk[used] = (byte) (bytes.length >> 8);
        chunk[used + 1] = (byte) bytes.length;
        System.arraycopy(bytes, 0, chunk, used + 2, bytes.length);
        used += 2 + bytes.length;
    }

    String name(int index) {
        int place = places[index];
        return new String(chunk(place), start(place), length(place), StandardCharsets.UTF_8);
    }

    /** Whether a name goes on from another one with a character that sorts before the slash. */
    boolean sortsBeforeTheFolder(int index, int folder) {
        int name = places[index];
        int begin = places[folder];
        int length = length(begin);
        return length(name) > length
                && chunk(name)[start(name) + length] < '/'
                && chunk(name)[start(name) + length] >= 0
                && Arrays.equals(
                        chunk(name),
                        start(name),
                        start(name) + length,
                        chunk(begin),
                        start(begin),
                        start(begin) + length);
    }

    /** Puts the names in order. Merging needs half the places again, and nothing for each name. */
    void sort() {
        places = Arrays.copyOf(places, count);
        sort(places, Arrays.copyOf(places, count), 0, count);
    }

    private void sort(int[] into, int[] from, int begin, int end) {
        if (end - begin < 2) {
            return;
        }
        int middle = (begin + end) >>> 1;
        sort(from, into, begin, middle);
        sort(from, into, middle, end);
        int left = begin;
        int right = middle;
        for (int i = begin; i < end; i++) {
            boolean takeLeft = right == end || (left < middle && compare(from[left], from[right]) <= 0);
            into[i] = takeLeft ? from[left++] : from[right++];
        }
    }

    private int compare(int a, int b) {
        return Arrays.compareUnsigned(
                chunk(a), start(a), start(a) + length(a), chunk(b), start(b), start(b) + length(b));
    }

    private byte[] chunk(int place) {
        return chunks.get(place >>> CHUNK_BITS);
    }

    private static int start(int place) {
        return (place & (CHUNK - 1)) + 2;
    }

    private int length(int place) {
        byte[] chunk = chunk(place);
        int at = place & (CHUNK - 1);
        return ((chunk[at] & 0xFF) << 8) | (chunk[at + 1] & 0xFF);
    }
}
