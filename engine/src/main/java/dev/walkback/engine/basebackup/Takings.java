package dev.walkback.engine.basebackup;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What is done with the members of a backup that stands by itself. */
final class Takings {

    private static final String WAL = "pg_wal/";
    private static final String MAP = "tablespace_map";

    private Takings() {}

    /** They are looked at, and WAL is proved. */
    static ProvedPass.Taking reading(Gathered gathered) {
        return (member, content) -> {
            if (isWal(member)) {
                gathered.wal().take(member.path().substring(WAL.length()), member.bytes(), content);
            }
        };
    }

    /**
     * They are written. Links are made anew, to where tablespaces go now; a map of them, which a server follows before it replays
     * anything, tells the new places too.
     */
    static ProvedPass.Taking writing(Preface preface, DataTree tree, Map<String, Path> tablespaces) {
        return (member, content) -> {
            if (member.type() == Member.Type.FOLDER) {
                tree.folder(member);
            } else if (member.path().equals(MAP) && isMoved(preface, tablespaces)) {
                tree.copy(member, new ByteArrayInputStream(map(tablespaces).getBytes(StandardCharsets.UTF_8)));
            } else if (member.isFile()) {
                tree.copy(member, content);
            }
        };
    }

    static boolean isMoved(Preface preface, Map<String, Path> tablespaces) {
        return preface.tablespaces().entrySet().stream()
                .anyMatch(was -> !was.getValue().equals(String.valueOf(tablespaces.get(was.getKey()))));
    }

    static String map(Map<String, Path> tablespaces) {
        StringBuilder text = new StringBuilder();
        tablespaces.forEach((number, place) -> {
            text.append(number).append(' ');
            for (char c : place.toString().toCharArray()) {
                text.append(c == '\n' || c == '\r' || c == '\\' ? "\\" : "").append(c);
            }
            text.append('\n');
        });
        return text.toString();
    }

    private static boolean isWal(Member member) {
        return member.isFile() && member.path().startsWith(WAL) && member.path().indexOf('/', WAL.length()) < 0;
    }
}
