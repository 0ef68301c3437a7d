package dev.walkback.engine.walpush;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.storage.Overwrite;
import java.util.Optional;

/**
 * How careful a push is.
 *
 * @param overwrite whether other content that is stored under the name may be replaced; of timelines' histories it never may
 * @param anotherCluster the cluster whose WAL may come into the archive beside that of the ones it belongs to
 */
public record PushManner(Overwrite overwrite, Optional<SystemIdentifier> anotherCluster) {

    /** What holds where nothing else was said. */
    public static final PushManner CAREFUL = new PushManner(Overwrite.REFUSED, Optional.empty());
}
