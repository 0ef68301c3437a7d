package dev.walkback.engine.walspool;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** What a server wants archived next: the names that {@code archive_status} says are ready. */
final class ReadyFiles {

    private static final String READY = ".ready";
    private static final String HISTORY = ".history";

    /** As the server will offer them: histories first, for a standby must not miss a fork, then the oldest. */
    private static final Comparator<String> SERVER_S_ORDER = (one, other) ->
            one.endsWith(HISTORY) == other.endsWith(HISTORY) ? one.compareTo(other) : one.endsWith(HISTORY) ? -1 : 1;

    private ReadyFiles() {}

    /** @param wal the server's {@code pg_wal} */
    static List<String> in(Path wal) {
        return UploadDesk.names(wal.resolve("archive_status")).stream()
                .filter(name -> name.endsWith(READY))
                .map(name -> name.substring(0, name.length() - READY.length()))
                .sorted(SERVER_S_ORDER)
                .toList();
    }
}
