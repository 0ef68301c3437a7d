package dev.walkback.storage;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The names of files as text, and back. A file name is any bytes, a key is Unicode text: a byte that is no UTF-8 stands in a key as
 * the private character {@code U+EF00 + byte} (U+EF80 to U+EFFF). A name that really holds such a character has its three bytes
 * written that way, so that no two names give one key, and every listed key can be read.
 */
public final class NameBytes {

    private static final char FIRST_ESCAPE = '\uEF80';
    private static final char LAST_ESCAPE = '\uEFFF';

    private NameBytes() {}

    /** The file name for text, or a path for several. */
    public static byte[] bytes(String text) {
        if (!hasEscapes(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(c -> {
            if (c >= FIRST_ESCAPE && c <= LAST_ESCAPE) {
                bytes.write(c & 0xFF);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    /** The text for a file name, or for a path. */
    public static String text(byte[] name) {
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

    /** Whether text is the one that its file name would be listed as. */
    public static boolean isCanonical(String text) {
        return !hasEscapes(text) || text(bytes(text)).equals(text);
    }

    public static boolean hasEscapes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_ESCAPE && text.charAt(i) <= LAST_ESCAPE) {
                return true;
            }
        }
        return false;
    }
}
