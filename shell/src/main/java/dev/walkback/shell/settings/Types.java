package dev.walkback.shell.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Whether a text is what a setting's kind asks for. */
final class Types {

    private Types() {}

    static boolean fits(Value value) {
        return fits(value.setting(), value.content().reveal());
    }

    static boolean fits(Setting setting, String text) {
        return switch (setting.kind()) {
            case TEXT, SECRET -> true;
            case PATH -> text.indexOf('\0') < 0;
            case CHOICE -> word(setting, text).isPresent();
            case FLAG -> Amounts.flag(text).isPresent();
            case INTEGER -> Amounts.integer(text).isPresent();
            case DECIMAL -> Amounts.decimal(text).isPresent();
            case BYTES -> Amounts.bytes(text).isPresent();
            case DURATION, MINUTES, SECONDS, MILLISECONDS ->
                duration(setting.kind(), text).isPresent();
            case MAP -> false;
        };
    }

    /** The word of a choice; upper and lower case do not matter. */
    static Optional<String> word(Setting setting, String text) {
        return setting.choices().stream().filter(text::equalsIgnoreCase).findFirst();
    }

    static Optional<Duration> duration(Kind kind, String text) {
        return switch (kind) {
            case MINUTES -> counted(text, ChronoUnit.MINUTES);
            case SECONDS -> counted(text, ChronoUnit.SECONDS);
            case MILLISECONDS -> counted(text, ChronoUnit.MILLIS);
            default -> Amounts.duration(text);
        };
    }

    private static Optional<Duration> counted(String text, ChronoUnit unit) {
        try {
            return Amounts.integer(text).map(number -> Duration.of(number, unit));
        } catch (ArithmeticException | DateTimeException tooLong) {
            return Optional.empty();
        }
    }
}
