package dev.walkback.shell.walg;

/**
 * A pattern for one part of a path: {@code *} any characters, {@code ?} one, {@code [a-z]} and {@code [^a-z]} one of a
 * class, {@code \} takes the next character as it is.
 */
final class NamePattern {

    private final int[] pattern;

    NamePattern(String pattern) throws WalgFailure {
        this.pattern = pattern.codePoints().toArray();
        check();
    }

    /**
     * Whether the whole name fits. Of several stars only the last one met needs to be tried again with more characters, so
     * the time grows with the product of both lengths at the most.
     */
    boolean matches(String name) {
        int[] characters = name.codePoints().toArray();
        int at = 0;
        int from = 0;
        int afterStar = -1;
        int retryFrom = 0;
        while (from < characters.length || at < pattern.length) {
            if (at < pattern.length && pattern[at] == '*') {
                afterStar = ++at;
                retryFrom = from;
            } else if (at < pattern.length && from < characters.length && fits(at, characters[from])) {
                at = partEnd(at) + 1;
                from++;
            } else if (afterStar >= 0 && retryFrom < characters.length) {
                from = ++retryFrom;
                at = afterStar;
            } else {
                return false;
            }
        }
        return true;
    }

    /** Where the part that begins at {@code at}, and stands for one character, ends. */
    private int partEnd(int at) {
        return switch (pattern[at]) {
            case '[' -> classEnd(at);
            case '\\' -> at + 1;
            default -> at;
        };
    }

    private boolean fits(int at, int character) {
        return switch (pattern[at]) {
            case '?' -> true;
            case '[' -> inClass(at, classEnd(at), character);
            case '\\' -> pattern[at + 1] == character;
            default -> pattern[at] == character;
        };
    }

    private void check() throws WalgFailure {
        for (int at = 0; at < pattern.length; at++) {
            if (pattern[at] == '\\' && ++at >= pattern.length) {
                throw bad();
            }
            if (pattern[at] == '[') {
                int end = classEnd(at);
                if (end < 0) {
                    throw bad();
                }
                at = end;
            }
        }
    }

    private static WalgFailure bad() {
        return new WalgFailure("syntax error in pattern");
    }

    /** Where the class that opens at {@code at} closes, or -1. */
    private int classEnd(int at) {
        int first = at + 1 < pattern.length && pattern[at + 1] == '^' ? at + 2 : at + 1;
        for (int i = first; i < pattern.length; i++) {
            if (pattern[i] == '\\') {
                i++;
            } else if (pattern[i] == ']') {
                return i == first ? -1 : i;
            }
        }
        return -1;
    }

    private boolean inClass(int at, int end, int character) {
        boolean negated = pattern[at + 1] == '^';
        boolean found = false;
        int i = negated ? at + 2 : at + 1;
        while (i < end) {
            i = pattern[i] == '\\' ? i + 1 : i;
            int low = pattern[i++];
            int high = low;
            if (i + 1 < end && pattern[i] == '-') {
                i = pattern[i + 1] == '\\' ? i + 2 : i + 1;
                high = pattern[i++];
            }
            found |= low <= character && character <= high;
        }
        return found != negated;
    }
}
