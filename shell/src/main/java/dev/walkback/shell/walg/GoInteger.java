package dev.walkback.shell.walg;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whole numbers as Go reads them: decimal, or by what they begin with hexadecimal, binary or octal; digits may be grouped. */
final class GoInteger {

    private static final Pattern TEXT =
            Pattern.compile("[+-]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)");
    private static final Pattern GROUPING = Pattern.compile("(?<=[0-9a-fA-FxXoObB])_(?=[0-9a-fA-F])");

    private GoInteger() {}

    static Optional<BigInteger> parse(String text) {
        String digits = GROUPING.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        if (!TEXT.matcher(digits).matches()) {
            return Optional.empty();
        }
        boolean negative = digits.startsWith("-");
        BigInteger size = unsigned(negative || digits.startsWith("+") ? digits.substring(1) : digits);
        return Optional.of(negative ? size.negate() : size);
    }

    /** A setting's value: zeros after a point do not matter, and what is no number is 0. */
    static long setting(String text) {
        return parse(text.replaceFirst("\\.0+$", ""))
                .filter(number -> number.bitLength() < Long.SIZE)
                .map(BigInteger::longValue)
                .orElse(0L);
    }

    private static BigInteger unsigned(String digits) {
        if (digits.startsWith("0x")) {
            return new BigInteger(digits.substring(2), 16);
        }
        if (digits.startsWith("0b")) {
            return new BigInteger(digits.substring(2), 2);
        }
        boolean octal = digits.length() > 1 && digits.startsWith("0");
        return new BigInteger(digits.replace("o", ""), octal ? 8 : 10);
    }
}
