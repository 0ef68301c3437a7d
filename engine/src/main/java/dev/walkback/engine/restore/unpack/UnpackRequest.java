package dev.walkback.engine.restore.unpack;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.fetch.Manner;
import dev.walkback.engine.restore.partial.Wanted;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is unpacked, and how.
 *
 * @param databases and tables that are wanted; empty for all
 * @param names which files are, by the names that tars have for them; what a server starts by is not asked for
 * @param withoutWal whether it may lack the WAL that makes it consistent
 * @param leavesNothing whether the journal goes when all is done
 */
public record UnpackRequest(
        BackupName backup,
        Destination destination,
        List<Wanted> databases,
        Predicate<String> names,
        Manner manner,
        boolean withoutWal,
        boolean leavesNothing) {

    public UnpackRequest {
        databases = List.copyOf(databases);
    }

    /** All of it. */
    public static UnpackRequest of(BackupName backup, Destination destination, Manner manner) {
        return new UnpackRequest(backup, destination, List.of(), name -> true, manner, false, false);
    }
}
