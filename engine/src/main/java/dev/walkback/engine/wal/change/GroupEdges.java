package dev.walkback.engine.wal.change;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What of a group's sixteen segments lies on their edges: records that run from one into the next, in two pieces until both have been
 * pushed. Kept beside an unfinished map as {@code …_delta_part}, in WAL-G's form:
 *
 * <pre>
 * kind u8 (0 previous head, 1 tail, 2 head), index u8, length u32, bytes
 * </pre>
 */
final class GroupEdges {

    private static final int PREVIOUS_HEAD = 0;
    private static final int TAIL = 1;
    private static final int HEAD = 2;

    private final Map<Integer, byte[]> tails = new TreeMap<>();
    private final Map<Integer, byte[]> heads = new TreeMap<>();
    private byte @Nullable [] previousHead;

    /** The rest of the record that the segment begins with; empty when it begins with none. */
    void tail(int index, byte[] bytes) {
        tails.put(index, bytes);
    }

    /** The beginning of the record that the segment ends within; empty when it ends with none. */
    void head(int index, byte[] bytes) {
        heads.put(index, bytes);
    }

    /** That of the segment before the first one. */
    void previousHead(byte[] bytes) {
        previousHead = bytes;
    }

    boolean areAllThere() {
        return tails.size() == GroupMap.SEGMENTS && heads.size() == GroupMap.SEGMENTS && previousHead != null;
    }

    /** What the next group is to know of. */
    byte[] carried() {
        return heads.getOrDefault(GroupMap.SEGMENTS - 1, new byte[0]);
    }

    /** The record that runs into the segment, from both sides; empty where none does. */
    byte[] across(int index) {
        byte[] head = index == 0 ? previousHead : heads.get(index - 1);
        byte[] tail = tails.get(index);
        if (head == null || tail == null) {
            return new byte[0];
        }
        return ByteBuffer.allocate(head.length + tail.length)
                .put(head)
                .put(tail)
                .array();
    }

    void write(OutputStream out) throws IOException {
        for (Map.Entry<Integer, byte[]> tail : tails.entrySet()) {
            write(out, TAIL, tail.getKey(), tail.getValue());
        }
        if (previousHead != null) {
            write(out, PREVIOUS_HEAD, 0, previousHead);
        }
        for (Map.Entry<Integer, byte[]> head : heads.entrySet()) {
            write(out, HEAD, head.getKey(), head.getValue());
        }
    }

    /** @throws IOException when it is not what anybody wrote */
    static GroupEdges read(InputStream in) throws IOException {
        GroupEdges edges = new GroupEdges();
        DataInputStream data = new DataInputStream(in);
        for (int kind = data.read(); kind >= 0; kind = data.read()) {
            int index = data.readUnsignedByte();
            long length = Integer.toUnsignedLong(Integer.reverseBytes(data.readInt()));
            byte[] bytes = in.readNBytes((int) Math.min(length, Integer.MAX_VALUE - 8));
            if (bytes.length < length || index >= GroupMap.SEGMENTS) {
                throw new EOFException("a part of " + length + " bytes is not there");
            }
            switch (kind) {
                case PREVIOUS_HEAD -> edges.previousHead(bytes);
                case TAIL -> edges.tail(index, bytes);
                case HEAD -> edges.head(index, bytes);
                default -> throw new IOException("there is no part of the kind " + kind);
            }
        }
        return edges;
    }

    private static void write(OutputStream out, int kind, int index, byte[] bytes) throws IOException {
        out.write(ByteBuffer.allocate(6)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) kind)
                .put((byte) index)
                .putInt(bytes.length)
                .array());
        out.write(bytes);
    }
}
