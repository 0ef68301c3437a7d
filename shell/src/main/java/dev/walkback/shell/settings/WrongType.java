package dev.walkback.shell.settings;

import java.util.Optional;

/** Words for a value that is not what its setting asks for. Never the value of a secret. */
final class WrongType {

    private static final int MOST_SHOWN = 60;

    private WrongType() {}

    static String what(Value value) {
        return what(value.setting());
    }

    static String what(Setting setting) {
        return setting.name() + " is not "
                + (setting.kind() == Kind.CHOICE
                        ? "one of " + String.join(", ", setting.choices())
                        : setting.kind().said());
    }

    static String why(Value value) {
        String shown = value.shown();
        String cut = shown.length() > MOST_SHOWN ? shown.substring(0, MOST_SHOWN) + "..." : shown;
        Optional<String> near = value.setting().kind() == Kind.CHOICE
                ? Nearest.of(shown, value.setting().choices())
                : Optional.empty();
        return value.origin() + " says '" + cut.replaceAll("\\p{Cntrl}", "?") + "'"
                + near.map(word -> "; the nearest is " + word).orElse("");
    }
}
