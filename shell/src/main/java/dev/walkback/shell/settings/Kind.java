package dev.walkback.shell.settings;

import java.util.Locale;

/** What a setting's text has to be. */
public enum Kind {
    TEXT("text"),
    SECRET("text"),
    PATH("a path"),
    MAP("a map of names"),
    CHOICE("one of its words"),
    FLAG("true or false"),
    INTEGER("a whole number"),
    DECIMAL("a number"),
    BYTES("a number of bytes, such as 20971520 or 20mb"),
    DURATION("an amount of time, such as 90s or 1m30s"),
    MINUTES("a whole number of minutes"),
    SECONDS("a whole number of seconds"),
    MILLISECONDS("a whole number of milliseconds");

    private final String said;

    Kind(String said) {
        this.said = said;
    }

    /** For errors: "expected …". */
    String said() {
        return said;
    }

    /** As the table and the reference write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
