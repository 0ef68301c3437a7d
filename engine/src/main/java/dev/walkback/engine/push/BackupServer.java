package dev.walkback.engine.push;

import dev.walkback.engine.wal.Lsn;
import java.time.Duration;
import java.util.List;

/**
 * One session with the server whose files are pushed. It must stay open from {@link #start} to {@link #stop}: losing it makes the
 * backup worthless. Never another server than the one that was named. Calls fail with {@link ServerFailure}.
 */
public interface BackupServer extends AutoCloseable {

    ServerFacts facts();

    /** Whether its WAL can be expected to arrive. */
    Archiving archiving();

    /** Begins a backup that other backups do not disturb; exclusive ones are never asked for. */
    BackupStart start(String label);

    /**
     * Ends it, without waiting for the archiver: whoever pushes looks into the archive itself.
     *
     * @param limit how long the server may take; zero for as long as it wants
     */
    BackupStop stop(Duration limit);

    /** Whether the session is still there, asked between start and stop. */
    void ping();

    /** Where WAL is now: written on a primary, received or replayed on a standby. */
    Lsn position();

    /** The databases that can be connected to, with what lies in each: for the restoring of single ones. */
    List<DatabaseNames> databases();

    /** How often each relation's file was written to since statistics began, by the file's name in a backup. */
    List<RelationUpdates> updates();

    @Override
    void close();

    /**
     * @param relations by schema and name; those that inherit stand under the topmost they inherit from
     */
    record DatabaseNames(String name, long oid, List<RelationName> relations) {

        public DatabaseNames {
            relations = List.copyOf(relations);
        }
    }

    /** @param under the key of the topmost parent, {@code public.orders}; empty where there is none */
    record RelationName(String key, long oid, long filenode, String under) {}

    /** @param tablespace 0 for the database's own */
    record RelationUpdates(long tablespace, long database, long filenode, long updates) {}
}
