package dev.walkback.engine.restore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where everything is put.
 *
 * @param data the data directory
 * @param wal where {@code pg_wal} is, behind a link; null for within the data directory
 * @param tablespaces by number
 * @param stage where WAL is put for the server; null where it is streamed
 * @param owner null for whoever runs this
 * @param movesAside whether what is in the data directory is moved out of the way
 */
public record Layout(
        Path data,
        @Nullable Path wal,
        List<Tablespace> tablespaces,
        @Nullable Path stage,
        @Nullable String owner,
        boolean movesAside) {

    /**
     * One besides the two that are in the data directory.
     *
     * @param number as {@code pg_tblspc} and PostgreSQL have it
     * @param was where it was
     * @param place where it will be
     */
    public record Tablespace(String number, String was, Path place) {

        public boolean isMoved() {
            return !place.toString().equals(was);
        }
    }

    public Layout {
        tablespaces = List.copyOf(tablespaces);
    }

    /** Every directory that is made, the data directory first. */
    public List<Path> directories() {
        List<Path> all = new ArrayList<>(List.of(data));
        if (wal != null) {
            all.add(wal);
        }
        tablespaces.forEach(tablespace -> all.add(tablespace.place()));
        if (stage != null) {
            all.add(stage);
        }
        return all;
    }
}
