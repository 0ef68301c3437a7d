package dev.walkback.shell.settings;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers with a unit, as settings write them. Empty where the text is none. */
final class Amounts {

    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,18}) ?([kmgt]?)(i?b)?");
    // Java alone would take 1d and 0x1p3 too
    private static final Pattern DECIMAL = Pattern.compile("[-+0-9.eE]{1,40}");
    private static final int SAFE_DIGITS = 6;

    private Amounts() {}

    /** Numbers with fractions: hardly ever needed, and the JDK's take 50 ms to start. */
    private static final class Fractions {
        private static final Pattern GO_PART = Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
        private static final BigDecimal MOST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);
    }

    /** Go's way ({@code 1m30s}, {@code 0}) and the standard's ({@code PT1M30S}). Never negative. */
    static Optional<Duration> duration(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Duration plain = plain(text);
        if (plain != null) {
            return Optional.of(plain);
        }
        return text.startsWith("P") || text.startsWith("p") ? standard(text) : inGo(text);
    }

    /** One number of a few digits with one unit, as nearly all are; null for anything else. */
    private static @Nullable Duration plain(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        long unit = digits == 0 || digits > SAFE_DIGITS ? 0 : unit(text.substring(digits));
        return unit == 0 ? null : Duration.ofNanos(Long.parseLong(text.substring(0, digits)) * unit);
    }

    private static Optional<Duration> standard(String text) {
        try {
            return Optional.of(Duration.parse(text)).filter(parsed -> !parsed.isNegative());
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> inGo(String text) {
        Matcher part = Fractions.GO_PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int at = text.startsWith("+") ? 1 : 0;
        if (text.length() == at || text.length() > 100) {
            return Optional.empty();
        }
        while (at < text.length()) {
            if (!part.find(at) || part.start() != at) {
                return Optional.empty();
            }
            nanos = nanos.add(new BigDecimal(whole(part.group(1))).multiply(BigDecimal.valueOf(unit(part.group(2)))));
            at = part.end();
        }
        return nanos.compareTo(Fractions.MOST_NANOS) > 0
                ? Optional.empty()
                : Optional.of(
                        Duration.ofNanos(nanos.setScale(0, RoundingMode.DOWN).longValueExact()));
    }

    private static String whole(String number) {
        return number.endsWith(".") ? number.substring(0, number.length() - 1) : number;
    }

    private static long unit(String name) {
        return NANOS.getOrDefault(name, 0L);
    }

    /** A number of bytes: {@code 20971520}, {@code 20mb}, {@code 20MiB}; the units are powers of 1024, as in WAL-G. */
    static Optional<Long> bytes(String text) {
        Matcher amount = BYTES.matcher(text.toLowerCase(Locale.ROOT));
        if (!amount.matches()) {
            return Optional.empty();
        }
        int shift = amount.group(2).isEmpty() ? 0 : 10 * ("kmgt".indexOf(amount.group(2)) + 1);
        long number = Long.parseLong(amount.group(1));
        long bytes = number << shift;
        return bytes >> shift == number ? Optional.of(bytes) : Optional.empty();
    }

    static Optional<Long> integer(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    static Optional<Double> decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    /** The words that Go takes for booleans. */
    static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "1", "t", "T", "TRUE", "true", "True" -> Optional.of(true);
            case "0", "f", "F", "FALSE", "false", "False" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
