package dev.walkback.shell.setup;

import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param name of the setting, or a word: {@code archiver}, {@code rights}
 * @param found what is there, in a few words
 * @param why what that means; empty where all is well
 * @param remedy lines to put into a file or to type, the simplest first
 */
public record SetupItem(String name, Level level, String found, String why, List<String> remedy) {

    /** How bad it is. */
    public enum Level {
        GOOD,
        /** It works, and one should know. */
        WORTH_A_LOOK,
        /** Without it there is no way back, or not to every moment. */
        MISSING
    }

    public SetupItem {
        remedy = List.copyOf(remedy);
    }

    static SetupItem good(String name, String found) {
        return new SetupItem(name, Level.GOOD, found, "", List.of());
    }

    static SetupItem look(String name, String found, String why, String... remedy) {
        return new SetupItem(name, Level.WORTH_A_LOOK, found, why, List.of(remedy));
    }

    static SetupItem missing(String name, String found, String why, String... remedy) {
        return new SetupItem(name, Level.MISSING, found, why, List.of(remedy));
    }
}
