package dev.walkback.engine.push.delta;

import dev.walkback.engine.push.ChangedPages;
import dev.walkback.engine.push.Parent;
import dev.walkback.engine.wal.Lsn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a delta are told apart by.
 *
 * @param parentBegan by the clock of the host that pushed it; null where nobody wrote it down
 * @param fullBegan that of the full backup at the root
 * @param fullStart where that begins
 * @param changed what is known from WAL
 * @param hintsLogged whether a page that is marked as visible to all gets a new position, as it does with checksums or
 *     {@code wal_log_hints}
 */
public record DeltaBasis(
        Parent parent,
        @Nullable Instant parentBegan,
        @Nullable Instant fullBegan,
        Lsn fullStart,
        ChangedPages changed,
        boolean hintsLogged) {}
