package dev.walkback.shell.command;

import dev.walkback.engine.archive.Archive;
import java.util.function.LongConsumer;

/** Takes a look at a storage. Opens it for that and closes it again, so that it may outlast the command that asked for it. */
@FunctionalInterface
public interface Looker {

    /**
     * @param nameOrUrl empty for the storage that is open, or that the settings name
     * @param objectsSeen told how many, now and then
     */
    Archive look(String nameOrUrl, LongConsumer objectsSeen);
}
