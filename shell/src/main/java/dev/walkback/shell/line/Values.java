package dev.walkback.shell.line;

import java.time.Duration;
import java.util.Optional;

/** Reads the values that options and settings have in common. */
public final class Values {

    private static final String UNITS = "hms";

    private Values() {}

    /** A duration such as {@code 90s}, {@code 2m}, {@code 1h30m} or {@code 500ms}. Empty when it is none, or not above zero. */
    public static Optional<Duration> duration(String text) {
        Duration sum = Duration.ZERO;
        int i = 0;
        try {
            while (i < text.length()) {
                int digits = i;
                while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                    i++;
                }
                long number = Long.parseLong(text, digits, i, 10);
                if (text.startsWith("ms", i)) {
                    sum = sum.plusMillis(number);
                    i += 2;
                    continue;
                }
                int unit = i < text.length() ? UNITS.indexOf(text.charAt(i++)) : -1;
                sum = switch (unit) {
                    case 0 -> sum.plusHours(number);
                    case 1 -> sum.plusMinutes(number);
                    case 2 -> sum.plusSeconds(number);
                    default -> Duration.ZERO.minusNanos(1);
                };
                if (unit < 0) {
                    return Optional.empty();
                }
            }
        } catch (NumberFormatException | ArithmeticException notANumber) {
            return Optional.empty();
        }
        return sum.isPositive() ? Optional.of(sum) : Optional.empty();
    }

    /**
     * Bytes as HTTP writes them, both ends included.
     *
     * @param first the first byte, or -1 for the {@code last} bytes
     * @param last the last byte; with {@code first} -1 how many at the end; {@link Long#MAX_VALUE} for all that follow
     */
    public record Range(long first, long last) {}

    /** {@code 0-99}, {@code 100-} or {@code -100}. Empty when it is none of these. */
    public static Optional<Range> range(String text) {
        int dash = text.indexOf('-');
        if (dash < 0 || text.length() == 1 || text.startsWith("+") || text.startsWith("+", dash + 1)) {
            return Optional.empty();
        }
        try {
            long first = dash == 0 ? -1 : Long.parseLong(text, 0, dash, 10);
            long last = dash == text.length() - 1 ? Long.MAX_VALUE : Long.parseLong(text, dash + 1, text.length(), 10);
            boolean empty = last < 0 || (first >= 0 && last < first) || (first < 0 && last == 0);
            return empty ? Optional.empty() : Optional.of(new Range(first, last));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
