package dev.walkback.engine.gob;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes values, each preceded by the definitions of those types that were not defined yet. A struct is given as a map from names to
 * values, and what it lacks is zero; bytes as an array, numbers as {@link Long}.
 */
public final class GobWriter {

    /** Lower numbers are Go's own. */
    private static final int FIRST_OWN = 65;

    private static final int SLICE = 2;
    private static final int STRUCT = 3;
    private static final int DICTIONARY = 4;
    private static final int OPAQUE = 5;

    private final OutputStream out;
    private final Map<GobType, Integer> defined = new LinkedHashMap<>();

    public GobWriter(OutputStream out) {
        this.out = out;
    }

    public void write(GobType type, Object value) throws IOException {
        int id = define(type);
        GobBytes message = new GobBytes().signed(id);
        if (!(type instanceof GobType.Struct)) {
            message.unsigned(0);
        }
        put(message, type, value);
        send(message);
    }

    private void send(GobBytes message) throws IOException {
        byte[] content = message.content();
        out.write(new GobBytes().unsigned(content.length).content());
        out.write(content);
    }

    private int define(GobType type) throws IOException {
        if (type instanceof GobType.Basic basic) {
            return basic.id;
        }
        Integer known = defined.get(type);
        if (known != null) {
            return known;
        }
        int id = FIRST_OWN + defined.size();
        defined.put(type, id);
        GobBytes message = new GobBytes().signed(-id);
        switch (type) {
            case GobType.Basic _ -> throw new IllegalStateException("defined by Go");
            case GobType.Slice(GobType element) -> {
                int of = define(element);
                definition(message, SLICE, "", id).unsigned(1).signed(of);
            }
            case GobType.Dictionary(GobType key, GobType value) -> {
                int from = define(key);
                int to = define(value);
                definition(message, DICTIONARY, "", id)
                        .unsigned(1)
                        .signed(from)
                        .unsigned(1)
                        .signed(to);
            }
            case GobType.Opaque(String name) -> definition(message, OPAQUE, name, id);
            case GobType.Struct(String name, List<GobType.Field> fields) -> {
                int[] ids = new int[fields.size()];
                for (int i = 0; i < ids.length; i++) {
                    ids[i] = define(fields.get(i).type());
                }
                definition(message, STRUCT, name, id).unsigned(1).unsigned(ids.length);
                for (int i = 0; i < ids.length; i++) {
                    message.unsigned(1).text(fields.get(i).name()).unsigned(1).signed(ids[i]);
                    message.unsigned(0);
                }
            }
        }
        // of the kind's own struct, and of the one that holds the kinds
        send(message.unsigned(0).unsigned(0));
        return id;
    }

    /** What all kinds begin with: a name, which may lack, and the number. */
    private static GobBytes definition(GobBytes message, int kind, String name, int id) {
        message.unsigned(kind).unsigned(1);
        if (name.isEmpty()) {
            message.unsigned(2);
        } else {
            message.unsigned(1).text(name).unsigned(1);
        }
        return message.signed(id).unsigned(0);
    }

    private static void put(GobBytes message, GobType type, Object value) {
        switch (type) {
            case GobType.Basic basic -> basic(message, basic, value);
            case GobType.Opaque _ -> message.bytes((byte[]) value);
            case GobType.Slice(GobType element) -> {
                List<?> elements = (List<?>) value;
                message.unsigned(elements.size());
                elements.forEach(each -> put(message, element, each));
            }
            case GobType.Dictionary(GobType from, GobType to) -> {
                Map<?, ?> entries = (Map<?, ?>) value;
                message.unsigned(entries.size());
                entries.forEach((key, each) -> {
                    put(message, from, key);
                    put(message, to, each);
                });
            }
            case GobType.Struct(String _, List<GobType.Field> fields) -> {
                int before = -1;
                for (int i = 0; i < fields.size(); i++) {
                    Object field = ((Map<?, ?>) value).get(fields.get(i).name());
                    if (field != null && !isZero(field)) {
                        message.unsigned(i - before);
                        put(message, fields.get(i).type(), field);
                        before = i;
                    }
                }
                message.unsigned(0);
            }
        }
    }

    private static void basic(GobBytes message, GobType.Basic type, Object value) {
        switch (type) {
            case BOOL -> message.unsigned((Boolean) value ? 1 : 0);
            case INT -> message.signed((Long) value);
            case UINT -> message.unsigned((Long) value);
            case BYTES -> message.bytes((byte[]) value);
            case STRING -> message.text((String) value);
        }
    }

    private static boolean isZero(Object value) {
        return switch (value) {
            case Boolean truth -> !truth;
            case Long number -> number == 0;
            case String text -> text.isEmpty();
            case byte[] bytes -> bytes.length == 0;
            case List<?> elements -> elements.isEmpty();
            case Map<?, ?> entries -> entries.isEmpty();
            default -> false;
        };
    }
}
