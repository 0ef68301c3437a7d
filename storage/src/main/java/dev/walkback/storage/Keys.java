package dev.walkback.storage;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * What every storage agrees on about keys: their order, and which are refused.
 *
 * <p>Refused everywhere: the empty key, one with a NUL, one that starts with {@code /}, one with a part that is {@code ..},
 * one that is no Unicode text, and one of more than {@value #MAX_BYTES} bytes. A file system refuses more (empty parts,
 * {@code .}, parts that are too long), because there they would name something else than they say.
 */
public final class Keys {

    public static final int MAX_BYTES = 1024;

    /** By the bytes of their UTF-8 form, as object stores list them. Differs from String's order beyond U+FFFF. */
    public static final Comparator<String> ORDER = Keys::compare;

    private Keys() {}

    /** Passes a key on if it may be used at all. */
    public static String checked(Location location, String key) {
        String why = whyRefused(key);
        if (!why.isEmpty()) {
            throw new StorageException.BadKey(location, key, why);
        }
        return key;
    }

    private static String whyRefused(String key) {
        if (key.isEmpty()) {
            return "it is empty";
        }
        if (key.indexOf('\0') >= 0) {
            return "it holds a NUL character";
        }
        if (key.startsWith("/")) {
            return "it is absolute; keys are relative to the storage's root";
        }
        if (key.equals("..") || key.startsWith("../") || key.endsWith("/..") || key.contains("/../")) {
            return "it climbs out of the storage with '..'";
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
            return "it is not Unicode text";
        }
        if (key.length() > MAX_BYTES / 3 && key.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return "it has more than " + MAX_BYTES + " bytes";
        }
        return "";
    }

    private static int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // surrogates stand for code points above every other char, but have lower values than U+E000..U+FFFF
                return Character.isSurrogate(x) == Character.isSurrogate(y)
                        ? x - y
                        : (Character.isSurrogate(x) ? 1 : -1);
            }
        }
        return a.length() - b.length();
    }
}
