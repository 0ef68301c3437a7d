package dev.walkback.shell.walg;

/**
 * One flag of a command, as WAL-G's users type it.
 *
 * @param name without the dashes
 * @param shorthand one letter, or empty
 * @param takesValue whether a value follows; a flag without one may still be given one as {@code --name=false}
 * @param preset what it has when it is not given, shown in help when it is text and not empty
 */
record Flag(String name, String shorthand, boolean takesValue, String preset, String meaning) {

    static Flag toggle(String name, String shorthand, String meaning) {
        return new Flag(name, shorthand, false, "false", meaning);
    }

    static Flag text(String name, String shorthand, String preset, String meaning) {
        return new Flag(name, shorthand, true, preset, meaning);
    }
}
