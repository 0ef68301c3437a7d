package dev.walkback.storage.local;

import dev.walkback.storage.NameBytes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names of files that are not whole yet, as WAL-G makes them: {@code NAME.tmp.yyyymmddThhmmssZ-16 hex digits}, beside the file
 * that they will become. Listings do not show them, neither WAL-G's nor ours, so no object can have such a key.
 */
final class TempNames {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String MARK = ".tmp.";
    private static final int SUFFIX = MARK.length() + "20260428T113012Z-0123456789abcdef".length();

    private TempNames() {}

    /**
     * A name that nobody has; if somebody does, making the file fails. No secret, so it is drawn by what is quick: the JDK's machinery of
     * security takes 30 ms to start, once for each segment that is archived.
     *
     * <p>What makes it longer than a name may be is cut off the front part.
     */
    static String next(String name, Instant now) {
        String front = name;
        while (NameBytes.bytes(front).length + SUFFIX > FileNames.LONGEST) {
            front = front.substring(0, front.offsetByCodePoints(front.length(), -1));
        }
        return front + MARK + TIME.format(now) + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    static boolean is(String name) {
        int begin = name.length() - SUFFIX;
        return begin >= 0
                && name.startsWith(MARK, begin)
                && name.charAt(begin + 13) == 'T'
                && name.charAt(begin + 20) == 'Z'
                && name.charAt(begin + 21) == '-'
                && isMadeOf("0123456789", name, begin + 5, begin + 13)
                && isMadeOf("0123456789", name, begin + 14, begin + 20)
                && isMadeOf("0123456789abcdef", name, begin + 22, name.length());
    }

    private static boolean isMadeOf(String digits, String name, int from, int to) {
        for (int i = from; i < to; i++) {
            if (digits.indexOf(name.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
