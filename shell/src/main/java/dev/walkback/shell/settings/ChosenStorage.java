package dev.walkback.shell.settings;

/**
 * The storage that a command is about.
 *
 * @param name as the config file has it, or the text of {@code --storage}; {@code default} for the one that the settings describe
 * @param settings that hold for it
 */
public record ChosenStorage(String name, Place place, Settings settings) {

    /** What WAL-G calls the storage that has no name. */
    public static final String DEFAULT = "default";
}
