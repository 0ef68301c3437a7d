package dev.walkback.engine.walpush;

import dev.walkback.storage.ObjectInfo;

/** What came of pushing one file: in both cases the archive has it, durably. Everything else is an exception. */
public sealed interface Pushed {

    /** The object that holds it. */
    ObjectInfo object();

    /** It was stored now. */
    record Stored(ObjectInfo object) implements Pushed {}

    /** It was there before, with the very same content. */
    record AlreadyThere(ObjectInfo object) implements Pushed {}
}
