package dev.walkback.engine.gob;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads values by the definitions that came before them: structs as maps from names to values, without what is zero; numbers as
 * {@link Long}, truth as {@link Boolean}, texts as {@link String}, bytes as arrays, slices as lists, dictionaries as maps. Nothing is
 * believed of a length before that much has come.
 */
public final class GobReader {

    /** Go refuses longer ones itself. */
    private static final long LONGEST = 1 << 30;

    private static final int MOST_TYPES = 1000;
    private static final int DEEPEST = 20;

    private final InputStream in;
    private final Map<Long, Kind> kinds = new HashMap<>();
    private long left;

    public GobReader(InputStream in) {
        this.in = in;
        for (GobType.Basic basic : GobType.Basic.values()) {
            kinds.put((long) basic.id, new Basic(basic));
        }
        kinds.putAll(GobDefinitions.KINDS);
    }

    /** A type by its number, others by theirs. */
    sealed interface Kind {}

    record Basic(GobType.Basic type) implements Kind {}

    record Opaque() implements Kind {}

    record Slice(long element) implements Kind {}

    record Dictionary(long key, long value) implements Kind {}

    record Struct(List<Member> members) implements Kind {}

    record Member(String name, long type) {}

    /** @throws EOFException when nothing more comes */
    public Object read() throws IOException {
        while (true) {
            left = Long.MAX_VALUE;
            long length = unsigned();
            if (length < 0 || length > LONGEST) {
                throw new NotGobException("a message of " + Long.toUnsignedString(length) + " bytes");
            }
            left = length;
            long id = signed();
            if (id >= 0) {
                Kind kind = kind(id);
                if (!(kind instanceof Struct) && unsigned() != 0) {
                    throw new NotGobException("a value that begins as no other");
                }
                Object value = value(kind, 0);
                if (left != 0) {
                    throw new NotGobException("a message with " + left + " bytes too many");
                }
                return value;
            }
            if (kinds.size() > MOST_TYPES) {
                throw new NotGobException("more than " + MOST_TYPES + " types");
            }
            Kind defined = GobDefinitions.kind((Map<?, ?>) value(kind(GobDefinitions.WIRE_TYPE), 0));
            if (kinds.putIfAbsent(-id, defined) != null) {
                throw new NotGobException("type " + -id + " defined twice");
            }
            if (left != 0) {
                throw new NotGobException("a definition with " + left + " bytes too many");
            }
        }
    }

    private Kind kind(long id) throws NotGobException {
        Kind kind = kinds.get(id);
        if (kind == null) {
            throw new NotGobException("a value of type " + id + ", which was not defined");
        }
        return kind;
    }

    private Object value(Kind kind, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new NotGobException("a value within more than " + DEEPEST + " others");
        }
        return switch (kind) {
            case Basic(GobType.Basic type) -> basic(type);
            case Opaque _ -> bytes();
            case Slice(long element) -> {
                long count = count();
                List<Object> elements = new ArrayList<>();
                for (long i = 0; i < count; i++) {
                    elements.add(value(kind(element), depth + 1));
                }
                yield elements;
            }
            case Dictionary(long key, long each) -> {
                long count = count();
                Map<Object, Object> entries = new LinkedHashMap<>();
                for (long i = 0; i < count; i++) {
                    Object from = value(kind(key), depth + 1);
                    entries.put(from, value(kind(each), depth + 1));
                }
                yield entries;
            }
            case Struct(List<Member> members) -> struct(members, depth);
        };
    }

    private Map<String, Object> struct(List<Member> members, int depth) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        long at = -1;
        for (long step = unsigned(); step != 0; step = unsigned()) {
            at += step;
            if (step < 0 || at >= members.size()) {
                throw new NotGobException("a field that its type has not");
            }
            Member member = members.get((int) at);
            fields.put(member.name(), value(kind(member.type()), depth + 1));
        }
        return fields;
    }

    private Object basic(GobType.Basic type) throws IOException {
        return switch (type) {
            case BOOL -> unsigned() != 0;
            case INT -> signed();
            case UINT -> unsigned();
            case BYTES -> bytes();
            case STRING -> new String(bytes(), StandardCharsets.UTF_8);
        };
    }

    /** Of things of which each takes a byte at least. */
    private long count() throws IOException {
        long count = unsigned();
        if (count < 0 || count > left) {
            throw new NotGobException("more elements than the message has bytes");
        }
        return count;
    }

    private byte[] bytes() throws IOException {
        int length = (int) count();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("it ends within a message");
        }
        left -= length;
        return bytes;
    }

    private long signed() throws IOException {
        long number = unsigned();
        return number >>> 1 ^ -(number & 1);
    }

    private long unsigned() throws IOException {
        int first = next();
        if (first < 128) {
            return first;
        }
        int length = 256 - first;
        if (length > Long.BYTES) {
            throw new NotGobException("a number of " + length + " bytes");
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | next();
        }
        return number;
    }

    private int next() throws IOException {
        if (left <= 0) {
            throw new NotGobException("a message that is shorter than what it holds");
        }
        int read = in.read();
        if (read < 0) {
            throw new EOFException("it ends within a message");
        }
        left--;
        return read;
    }
}
