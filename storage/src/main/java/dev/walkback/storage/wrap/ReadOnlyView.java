package dev.walkback.storage.wrap;

import dev.walkback.storage.Storage;

/** A storage that can only be looked at, whatever the one behind it can do: not even a cast makes it one that can be changed. */
public final class ReadOnlyView {

    private static final Wrapping NOTHING_MORE = new Wrapping() {};

    private ReadOnlyView() {}

    public static Storage of(Storage storage) {
        return NOTHING_MORE.around(storage);
    }
}
