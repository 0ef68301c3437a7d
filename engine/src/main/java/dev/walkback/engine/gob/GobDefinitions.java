package dev.walkback.engine.gob;

import dev.walkback.engine.gob.GobReader.Dictionary;
import dev.walkback.engine.gob.GobReader.Kind;
import dev.walkback.engine.gob.GobReader.Member;
import dev.walkback.engine.gob.GobReader.Opaque;
import dev.walkback.engine.gob.GobReader.Slice;
import dev.walkback.engine.gob.GobReader.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How types are defined: by values of types that both sides know from the beginning. */
final class GobDefinitions {

    static final long WIRE_TYPE = 16;

    private static final long INT = 2;
    private static final long STRING = 6;
    private static final long COMMON = 18;
    private static final long SLICE = 19;
    private static final long STRUCT = 20;
    private static final long FIELD = 21;
    private static final long FIELDS = 22;
    private static final long DICTIONARY = 23;
    private static final long ARRAY = 17;
    private static final long OPAQUE = 24;

    static final Map<Long, Kind> KINDS = Map.of(
            WIRE_TYPE,
            struct(
                    new Member("ArrayT", ARRAY),
                    new Member("SliceT", SLICE),
                    new Member("StructT", STRUCT),
                    new Member("MapT", DICTIONARY),
                    new Member("GobEncoderT", OPAQUE),
                    new Member("BinaryMarshalerT", OPAQUE),
                    new Member("TextMarshalerT", OPAQUE)),
            ARRAY,
            struct(new Member("CommonType", COMMON), new Member("Elem", INT), new Member("Len", INT)),
            COMMON,
            struct(new Member("Name", STRING), new Member("Id", INT)),
            SLICE,
            struct(new Member("CommonType", COMMON), new Member("Elem", INT)),
            STRUCT,
            struct(new Member("CommonType", COMMON), new Member("Field", FIELDS)),
            FIELD,
            struct(new Member("Name", STRING), new Member("Id", INT)),
            FIELDS,
            new Slice(FIELD),
            DICTIONARY,
            struct(new Member("CommonType", COMMON), new Member("Key", INT), new Member("Elem", INT)),
            OPAQUE,
            struct(new Member("CommonType", COMMON)));

    private GobDefinitions() {}

    static Kind kind(Map<?, ?> definition) throws NotGobException {
        for (Map.Entry<?, ?> entry : definition.entrySet()) {
            Map<?, ?> of = (Map<?, ?>) entry.getValue();
            return switch ((String) entry.getKey()) {
                case "ArrayT", "SliceT" -> new Slice(number(of, "Elem"));
                case "MapT" -> new Dictionary(number(of, "Key"), number(of, "Elem"));
                case "StructT" -> new Struct(members(of));
                default -> new Opaque();
            };
        }
        throw new NotGobException("a definition of nothing");
    }

    private static List<Member> members(Map<?, ?> struct) {
        List<Member> members = new ArrayList<>();
        if (struct.get("Field") instanceof List<?> fields) {
            for (Object each : fields) {
                Map<?, ?> field = (Map<?, ?>) each;
                members.add(new Member(field.get("Name") instanceof String name ? name : "", number(field, "Id")));
            }
        }
        return members;
    }

    private static long number(Map<?, ?> of, String name) {
        return of.get(name) instanceof Long number ? number : 0;
    }

    private static Struct struct(Member... members) {
        return new Struct(List.of(members));
    }
}
