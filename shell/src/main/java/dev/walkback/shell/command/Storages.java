package dev.walkback.shell.command;

import dev.walkback.storage.MutableStorage;

/** Where commands get their storages from. */
public interface Storages extends AutoCloseable {

    /** @param nameOrUrl what {@code --storage} said; empty for the one that the settings name */
    MutableStorage open(String nameOrUrl);

    /** What {@link #open} would talk to. */
    Target target(String nameOrUrl);

    /** Closes what was opened. */
    @Override
    void close();
}
