package dev.walkback.engine.catchup;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where tablespaces are, in the lines of a {@code tablespace_map}. */
final class TablespaceLines {

    private TablespaceLines() {}

    static byte[] write(Map<String, String> places) {
        StringBuilder lines = new StringBuilder();
        places.forEach((number, place) -> lines.append(number)
                .append(' ')
                .append(place.replace("\\", "\\\\").replace("\n", "\\\n").replace("\r", "\\\r"))
                .append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
