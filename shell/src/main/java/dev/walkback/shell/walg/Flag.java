package dev.walkback.shell.walg;

/**
 * One flag of a command, as WAL-G's users type it.
 *
 * @param name without the dashes
 * @param shorthand one letter, or empty
 * @param type what value follows, in the word that help has for it; empty for a toggle, which may still be given one as
 *     {@code --name=false}
 * @param preset what it has when it is not given, shown in help when it is text and not empty
 */
record Flag(String name, String shorthand, String type, String preset, String meaning) {

    static final String UNSIGNED_32 = "uint32";
    static final String UNSIGNED_64 = "uint";
    static final String LIST = "strings";

    static Flag toggle(String name, String shorthand, String meaning) {
        return new Flag(name, shorthand, "", "false", meaning);
    }

    static Flag text(String name, String shorthand, String preset, String meaning) {
        return new Flag(name, shorthand, "string", preset, meaning);
    }

    /** Texts with commas between them; given again, it adds to them. */
    static Flag list(String name, String meaning) {
        return new Flag(name, "", LIST, "", meaning);
    }

    /** A number of 64 bits without a sign. */
    static Flag unsigned64(String name, String meaning) {
        return new Flag(name, "", UNSIGNED_64, "", meaning);
    }

    /** A number of 32 bits without a sign. */
    static Flag unsigned32(String name, String meaning) {
        return new Flag(name, "", UNSIGNED_32, "", meaning);
    }

    boolean takesValue() {
        return !type.isEmpty();
    }
}
