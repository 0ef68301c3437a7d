package dev.walkback.engine.push.pack;

import dev.walkback.storage.ObjectInfo;

/** Told of what is packed: the documents are made of it. Several threads tell at once. */
public interface PackingWatch {

    /** It is in no tar, being what the parent has. */
    void skipped(PackedFile file);

    /** A tar is begun; what goes into it is told by one thread. */
    TarWatch begun(String name);

    /** Of one tar. */
    interface TarWatch {

        /** The bytes of the entry that is being packed, as they pass. */
        default void bytes(byte[] bytes, int from, int length) {}

        /** An entry is packed; its bytes were told before. */
        void packed(PackedFile file);

        /** Nothing is read for it: it is a copy of this object. Told before its entries. */
        default void copied(String from) {}

        /** The tar is stored and durable. */
        void stored(ObjectInfo object);
    }
}
