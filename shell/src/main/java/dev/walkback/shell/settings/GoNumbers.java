package dev.walkback.shell.settings;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of config files as WAL-G sees them. Its parsers make numbers of them and then texts of the numbers, so that an
 * unquoted {@code 0123} in YAML is the text {@code 83} and {@code 1e3} in JSON is {@code 1000}. Keys and passwords that were
 * written so must be read so, or the archive they lock does not open.
 */
final class GoNumbers {

    private static final Pattern WHOLE =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9][0-9]*|0))");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final int[] BASES = {16, 2, 8, 10};
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private GoNumbers() {}

    /** What Go writes for a floating-point number, which every number of JSON is. */
    static String ofFloat(String written) {
        double number = Double.parseDouble(written);
        if (!Double.isFinite(number)) {
            return written;
        }
        BigDecimal plain = new BigDecimal(Double.toString(number));
        return plain.signum() == 0 ? "0" : plain.stripTrailingZeros().toPlainString();
    }

    /** What becomes of an unquoted YAML scalar that is a number; empty for other text. */
    static Optional<String> ofYaml(String plain) {
        if (plain.isEmpty() || plain.length() > 400 || "+-.0123456789".indexOf(plain.charAt(0)) < 0) {
            return Optional.empty();
        }
        String digits = plain.replace("_", "");
        return ofWhole(digits)
                .or(() -> FLOAT.matcher(digits).matches() && Double.isFinite(Double.parseDouble(digits))
                        ? Optional.of(ofFloat(digits))
                        : Optional.empty());
    }

    private static Optional<String> ofWhole(String digits) {
        Matcher whole = WHOLE.matcher(digits.toLowerCase(Locale.ROOT));
        if (!whole.matches()) {
            return Optional.empty();
        }
        for (int i = 0; i < BASES.length; i++) {
            if (whole.group(i + 2) != null) {
                BigInteger value = new BigInteger(whole.group(1) + whole.group(i + 2), BASES[i]);
                return value.compareTo(LEAST) >= 0 && value.compareTo(MOST) <= 0
                        ? Optional.of(value.toString())
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
