package dev.walkback.engine.basebackup;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where what a backup holds is put. Paths are told apart by what they begin with, so nothing is ever written through a link.
 *
 * @param wal where {@code pg_wal} really is; null for within the data directory
 * @param tablespaces by number
 */
record Places(Path data, @Nullable Path wal, Map<String, Path> tablespaces) {

    private static final String LINKS = "pg_tblspc/";
    private static final String WAL = "pg_wal";

    Places {
        tablespaces = Collections.unmodifiableMap(new TreeMap<>(tablespaces));
    }

    /** @param path a safe one, as a manifest has it */
    Path place(String path) {
        if (wal != null && (path.equals(WAL) || path.startsWith(WAL + "/"))) {
            return path.equals(WAL) ? wal : wal.resolve(path.substring(WAL.length() + 1));
        }
        if (path.startsWith(LINKS)) {
            String rest = path.substring(LINKS.length());
            int slash = rest.indexOf('/');
            Path tablespace = tablespaces.get(slash < 0 ? rest : rest.substring(0, slash));
            if (tablespace != null) {
                return slash < 0 ? tablespace : tablespace.resolve(rest.substring(slash + 1));
            }
        }
        return data.resolve(path);
    }

    Path walFolder() {
        return Objects.requireNonNullElseGet(wal, () -> data.resolve(WAL));
    }
}
