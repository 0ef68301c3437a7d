package dev.walkback.engine.basebackup;

/** Names as tars and manifests give them, made plain; those that must not be followed are told apart. */
final class MemberNames {

    private MemberNames() {}

    /** Without the {@code ./} before it and the slash behind it that servers write for some folders. */
    static String plain(String name) {
        String plain = name;
        while (plain.startsWith("./")) {
            plain = plain.substring(2);
        }
        while (plain.endsWith("/") && plain.length() > 1) {
            plain = plain.substring(0, plain.length() - 1);
        }
        return plain;
    }

    /** Whether it stays within the folder that it is resolved against, whatever is there. */
    static boolean isSafe(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            return false;
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** The number of a tablespace; servers give numbers above their own reserved ones, without leading zeros. */
    static boolean isOid(String name) {
        return name.length() <= 10
                && !name.isEmpty()
                && name.charAt(0) != '0'
                && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
