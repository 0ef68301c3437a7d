package dev.walkback.shell.server;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What a statement has to answer: a comparison with the first column of its first row, or with how many rows there are.
 *
 * @param of {@code value} or {@code rows}
 * @param sign {@code =}, {@code <>}, {@code <}, {@code <=}, {@code >}, {@code >=}, or {@code ~} for a pattern
 */
public record Expectation(Of of, String sign, String wanted) {

    /** What is compared. */
    public enum Of {
        VALUE,
        ROWS
    }

    private static final Pattern TEXT = Pattern.compile("(?:(rows)\\s*)?(=|<>|<=|>=|<|>|~)?\\s*(.*)");

    /** Reads {@code 42}, {@code >= 100}, {@code rows = 0}, {@code ~ ^a}; empty for what is none. */
    public static Optional<Expectation> parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        Of of = parts.group(1) == null ? Of.VALUE : Of.ROWS;
        String sign = parts.group(2) == null ? "=" : parts.group(2);
        String wanted = parts.group(3).strip();
        boolean number = isNumber(wanted);
        if ((of == Of.ROWS && (!number || sign.equals("~"))) || (wanted.isEmpty() && !sign.equals("="))) {
            return Optional.empty();
        }
        if (sign.equals("~")) {
            try {
                Pattern.compile(wanted);
            } catch (PatternSyntaxException notOne) {
                return Optional.empty();
            }
        }
        return Optional.of(new Expectation(of, sign, wanted));
    }

    /** Whether an answer is as it should be. Numbers are compared as such, all else as text. */
    public boolean holds(Database.Rows answer) {
        String found = found(answer);
        if (found == null) {
            return sign.equals("=") && wanted.equalsIgnoreCase("null");
        }
        if (sign.equals("~")) {
            return Pattern.compile(wanted).matcher(found).find();
        }
        int order = isNumber(found) && isNumber(wanted)
                ? new BigDecimal(found).compareTo(new BigDecimal(wanted))
                : found.compareTo(wanted);
        return switch (sign) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    @Nullable
    String found(Database.Rows answer) {
        return of == Of.ROWS ? Integer.toString(answer.rows().size()) : answer.first();
    }

    private static boolean isNumber(String text) {
        return text.length() < 60 && text.matches("[+-]?\\d+(\\.\\d+)?");
    }

    /** {@code rows >= 100}, {@code = 42}. */
    @Override
    public String toString() {
        return (of == Of.ROWS ? "rows " : "") + sign + " " + wanted;
    }
}
