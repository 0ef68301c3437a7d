package dev.walkback.engine.walreceive;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a replication slot can be called. Judged here, and not by the server alone: the name becomes part of a command.
 *
 * @param text 1 to 63 small letters, digits and underscores
 */
public record SlotName(String text) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,63}");

    public SlotName {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("no name of a slot: " + text);
        }
    }

    public static Optional<SlotName> parse(String text) {
        return NAME.matcher(text).matches() ? Optional.of(new SlotName(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
