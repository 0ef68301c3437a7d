package dev.walkback.storage.local;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The names of files as parts of keys, and back. A file name is any bytes, a key is Unicode text: a byte that is no UTF-8
 * stands in a key as the private character {@code U+EF00 + byte} (U+EF80 to U+EFFF). A name that really holds such a character
 * has its three bytes written that way, so that no two names give one key, and every listed key can be read.
 *
 * <p>Names are bytes in a file system whatever the locale says. Where the locale's encoding is not UTF-8 ({@code LANG=C} in a cron
 * job) Java's own paths cannot be made from other than ASCII text; paths are then made from percent-encoded URIs, which
 * carry bytes.
 */
final class FileNames {

    static final int LONGEST = 255;

    private static final char FIRST_ESCAPE = '\uEF80';
    private static final char LAST_ESCAPE = '\uEFFF';
    private static final boolean PATHS_ARE_UTF_8 = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));

    private FileNames() {}

    /** The file name for one part of a key. */
    static byte[] bytes(String part) {
        if (!hasEscapes(part)) {
            return part.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        part.codePoints().forEach(c -> {
            if (c >= FIRST_ESCAPE && c <= LAST_ESCAPE) {
                bytes.write(c & 0xFF);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    /** The part of a key for a file name. */
    static String part(byte[] name) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
            if (!hasEscapes(text)) {
                return text;
            }
        } catch (CharacterCodingException notUtf8) {
            // byte by byte, then
        }
        return escaped(name);
    }

    private static String escaped(byte[] name) {
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < name.length; ) {
            int length = sequenceLength(name, i);
            String text = length == 0 ? "" : new String(name, i, length, StandardCharsets.UTF_8);
            if (length == 0 || hasEscapes(text)) {
                part.append((char) (0xEF00 | (name[i] & 0xFF)));
                i++;
            } else {
                part.append(text);
                i += length;
            }
        }
        return part.toString();
    }

    /** How many bytes from here are one character in UTF-8; none if it is no UTF-8. */
    private static int sequenceLength(byte[] name, int from) {
        int length = Integer.numberOfLeadingZeros(~(name[from] << 24));
        length = length == 0 ? 1 : length;
        if (length > 4 || from + length > name.length) {
            return 0;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name, from, length));
            return length;
        } catch (CharacterCodingException e) {
            return 0;
        }
    }

    /** Whether a part is the one that its file name would be listed as. */
    static boolean isCanonical(String part) {
        return !hasEscapes(part) || part(bytes(part)).equals(part);
    }

    private static boolean hasEscapes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_ESCAPE && text.charAt(i) <= LAST_ESCAPE) {
                return true;
            }
        }
        return false;
    }

    /** The file of that name in a folder. */
    static Path in(Path folder, String part) {
        return isAscii(part) || (PATHS_ARE_UTF_8 && !hasEscapes(part))
                ? folder.resolve(part)
                : folder.resolve(named(bytes(part)));
    }

    private static Path named(byte[] name) {
        StringBuilder uri = new StringBuilder("file:///");
        for (byte b : name) {
            uri.append('%').append(Character.forDigit((b >> 4) & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
        }
        return Path.of(URI.create(uri.toString())).getFileName();
    }

    /** The part of a key for a file, given the text that Java has for its name, which need not be its name. */
    static String part(Path file, String javaName) {
        if (isAscii(javaName) || (PATHS_ARE_UTF_8 && javaName.indexOf('\uFFFD') < 0 && !hasEscapes(javaName))) {
            return javaName;
        }
        return part(nameOf(file));
    }

    private static byte[] nameOf(Path file) {
        String uri = Path.of("/").resolve(file.getFileName()).toUri().getRawPath();
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
        for (int i = 1; i < end; i++) {
            if (uri.charAt(i) == '%') {
                name.write(Integer.parseInt(uri, i + 1, i + 3, 16));
                i += 2;
            } else {
                name.write(uri.charAt(i));
            }
        }
        return name.toByteArray();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
