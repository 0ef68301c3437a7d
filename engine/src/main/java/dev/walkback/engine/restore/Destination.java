package dev.walkback.engine.restore;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a restore goes.
 *
 * @param data the data directory, absolute and normalized
 * @param wal where {@code pg_wal} is to be, with a link in the data directory that leads there; null for within it
 * @param owner the user, or {@code user:group}, that everything is to belong to; null for whoever runs this
 * @param replacing whether a directory with data in it is moved aside first, instead of refused
 */
public record Destination(
        Path data,
        TablespacePlaces tablespaces,
        @Nullable Path wal,
        @Nullable String owner,
        boolean replacing) {

    public Destination {
        if (!data.isAbsolute() || !data.equals(data.normalize())) {
            throw new IllegalArgumentException("a data directory is told by its whole path: " + data);
        }
    }

    /** Into a directory that is empty or not there, with tablespaces where they were. */
    public static Destination of(Path data) {
        return new Destination(data.toAbsolutePath().normalize(), new TablespacePlaces.Kept(), null, null, false);
    }

    /** Where WAL is staged unless another place is asked for: beside the data directory. */
    public Path stage() {
        return data.resolveSibling(data.getFileName() + ".wal");
    }
}
