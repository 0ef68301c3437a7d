package dev.walkback.storage.s3;

import dev.walkback.storage.Keys;
import java.nio.charset.StandardCharsets;

/**
 * Where a listing that begins with a key has to be told to begin. S3 takes the key <em>after</em> which it begins, and there
 * is no last key before another; so it is told one a little before, and what it lists too early is left out here.
 */
final class ListingStart {

    private static final int FIRST_SURROGATE = 0xD800;
    private static final int AFTER_SURROGATES = 0xE000;

    private ListingStart() {}

    /** A key before {@code from} with few or no keys in between; empty for the beginning. */
    static String before(String from) {
        String sayable = repeatable(from);
        if (sayable.isEmpty() || sayable.length() < from.length()) {
            return sayable;
        }
        int last = sayable.codePointBefore(sayable.length());
        String rest = sayable.substring(0, sayable.length() - Character.charCount(last));
        int smaller = smaller(last);
        String start = smaller == 0 ? rest : rest + Character.toString(smaller) + "\uFFFD";
        return Keys.ORDER.compare(start, from) < 0 ? start : rest;
    }

    /** The beginning that a service can repeat in its answer. Some do so without encoding it, and what they say is no XML, or is decoded
     * though it was not encoded. */
    static String repeatable(String text) {
        String sayable = sayablePart(text);
        for (int i = 0; i < sayable.length(); i++) {
            if (sayable.charAt(i) == '%' || !XmlText.canSay(sayable.substring(i, i + 1))) {
                return sayable.substring(0, i);
            }
        }
        return sayable;
    }

    private static int smaller(int point) {
        if (point == AFTER_SURROGATES) {
            return FIRST_SURROGATE - 1;
        }
        if (point > '\n' && point <= ' ') {
            return '\n';
        }
        return switch (point) {
            case '\n' -> '\t';
            case '\t' -> 0;
            case 0x10000 -> 0xFFFD;
            default -> point - 1;
        };
    }

    /** Whether no key that we use can begin so; some services would take a ".." for what it is in a file system. */
    static boolean isImpossible(String prefix) {
        return sayablePart(prefix).length() < prefix.length()
                || prefix.startsWith("/")
                || ("/" + prefix).contains("/../")
                || prefix.getBytes(StandardCharsets.UTF_8).length > Keys.MAX_BYTES;
    }

    /** Up to the first character that no key has. What begins with it comes before the whole. */
    private static String sayablePart(String text) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            boolean surrogate = point >= FIRST_SURROGATE && point < AFTER_SURROGATES;
            if (point == 0 || surrogate) {
                return text.substring(0, i);
            }
            i += Character.charCount(point);
        }
        return text;
    }
}
