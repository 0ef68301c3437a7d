package dev.walkback.engine.backup;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code tablespace_map}: which links a server makes in {@code pg_tblspc} before it replays anything.
 *
 * @param places by the link's name, the folder it leads to
 */
public record TablespaceMap(SortedMap<String, String> places) {

    /** A line for each tablespace, of which there are few. */
    public static final int MOST_BYTES = 1 << 20;

    public TablespaceMap {
        places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
    }

    /** Reads the file: {@code NAME PLACE}, line by line, a backslash before each line break and backslash of a place. */
    public static Document<TablespaceMap> read(byte[] file) {
        if (file.length > MOST_BYTES) {
            return new Document.Unreadable<>("it has " + file.length + " bytes");
        }
        SortedMap<String, String> places = new TreeMap<>();
        StringBuilder line = new StringBuilder();
        String text = new String(file, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\\' && i + 1 < text.length()) {
                line.append(text.charAt(++i));
            } else if (next == '\n' || next == '\r') {
                if (!line.isEmpty() && !add(line.toString(), places)) {
                    return new Document.Unreadable<>("a line of it names no place");
                }
                line.setLength(0);
            } else {
                line.append(next);
            }
        }
        return line.isEmpty()
                ? new Document.Read<>(new TablespaceMap(places))
                : new Document.Unreadable<>("its last line is cut");
    }

    private static boolean add(String line, SortedMap<String, String> places) {
        int blank = line.indexOf(' ');
        if (blank <= 0 || blank == line.length() - 1 || !isNumber(line.substring(0, blank))) {
            return false;
        }
        places.put(line.substring(0, blank), line.substring(blank + 1));
        return true;
    }

    /** Whether a tablespace can be called so: what is no number would put its link elsewhere. */
    public static boolean isNumber(String name) {
        return !name.isEmpty() && name.length() <= 10 && name.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
