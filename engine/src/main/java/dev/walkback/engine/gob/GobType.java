package dev.walkback.engine.gob;

import java.util.List;

/** What a value is. */
public sealed interface GobType {

    /** Types that need no definition, with the numbers they have on the wire. */
    enum Basic implements GobType {
        BOOL(1),
        INT(2),
        UINT(3),
        BYTES(5),
        STRING(6);

        final int id;

        Basic(int id) {
            this.id = id;
        }
    }

    /** Fields are known by their names on both sides; those that one side lacks are passed over. */
    record Struct(String name, List<Field> fields) implements GobType {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    record Field(String name, GobType type) {}

    record Slice(GobType element) implements GobType {}

    record Dictionary(GobType key, GobType value) implements GobType {}

    /** Bytes that the type itself makes and reads, such as a time's. */
    record Opaque(String name) implements GobType {}
}
