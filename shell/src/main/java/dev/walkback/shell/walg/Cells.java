package dev.walkback.shell.walg;

/** What stands in one field of a table: made harmless for a terminal and for readers of lines, and measured. */
final class Cells {

    private Cells() {}

    /** One row must stay one line: control characters are replaced by {@code ?}. */
    static String clean(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if (Character.isISOControl(cell.charAt(i)) || Character.isSurrogate(cell.charAt(i))) {
                return cell.codePoints()
                        .map(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF) ? '?' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return cell;
    }

    /** In characters, as WAL-G's plain tables count. */
    static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    /** In columns of a terminal, as its bordered tables count. */
    static int width(String cell) {
        return cell.codePoints().map(Cells::columns).sum();
    }

    private static int columns(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
                || (c >= 0xA960 && c <= 0xA97C)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6B)
                || (c >= 0xFF01 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1F64F)
                || (c >= 0x1F900 && c <= 0x1F9FF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }
}
