package dev.walkback.storage.local;

import dev.walkback.storage.NameBytes;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;

/**
 * Files by the parts of keys, which are {@link NameBytes}, and back.
 *
 * <p>Names are bytes in a file system whatever the locale says. Where the locale's encoding is not UTF-8 ({@code LANG=C} in a cron
 * job) Java's own paths cannot be made from other than ASCII text; paths are then made from percent-encoded URIs, which
 * carry bytes.
 */
final class FileNames {

    static final int LONGEST = 255;

    private static final boolean PATHS_ARE_UTF_8 = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));

    private FileNames() {}

    /** The file of that name in a folder. */
    static Path in(Path folder, String part) {
        return isAscii(part) || (PATHS_ARE_UTF_8 && !NameBytes.hasEscapes(part))
                ? folder.resolve(part)
                : folder.resolve(named(NameBytes.bytes(part)));
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
        if (isAscii(javaName)
                || (PATHS_ARE_UTF_8 && javaName.indexOf('\uFFFD') < 0 && !NameBytes.hasEscapes(javaName))) {
            return javaName;
        }
        return NameBytes.text(nameOf(file));
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
