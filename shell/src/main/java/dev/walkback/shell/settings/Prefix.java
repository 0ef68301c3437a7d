package dev.walkback.shell.settings;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A storage's prefix, taken apart as WAL-G takes it apart: as a URL whose scheme must be there and does not matter, whose
 * query and fragment do not count, and whose path may hold percent escapes. Java's own URI would refuse bucket names that
 * are no host names.
 *
 * @param authority bucket, container or host, with user and port where they are written
 * @param path as written behind the authority, escapes resolved, with its leading slash; may be empty
 */
record Prefix(String scheme, String authority, String path) {

    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]+)([^?#]*)(?:[?#].*)?");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})?");

    /** Empty for what is no URL of that form. */
    static Optional<Prefix> of(String text) {
        Matcher url = URL.matcher(text);
        return url.matches()
                ? unescaped(url.group(3))
                        .map(path -> new Prefix(url.group(1).toLowerCase(Locale.ROOT), url.group(2), path))
                : Optional.empty();
    }

    /** The path without the slashes at its ends. */
    String trimmedPath() {
        return path.replaceAll("^/+|/+$", "");
    }

    private static Optional<String> unescaped(String path) {
        if (path.indexOf('%') < 0) {
            return Optional.of(path);
        }
        // byte by byte, because a character outside ASCII is escaped as several
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher escape = ESCAPE.matcher(latin);
        StringBuilder plain = new StringBuilder();
        while (escape.find()) {
            if (escape.group(1) == null) {
                return Optional.empty();
            }
            char character = (char) Integer.parseInt(escape.group(1), 16);
            escape.appendReplacement(plain, Matcher.quoteReplacement(String.valueOf(character)));
        }
        escape.appendTail(plain);
        return Optional.of(new String(plain.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }
}
