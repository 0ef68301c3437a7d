package dev.walkback.engine.push.walk;

import java.util.Set;

/**
 * What belongs to no backup, by name. WAL-G goes by the last part of a name at any depth, and so drops a folder {@code log} that an
 * extension keeps for itself; here the names count where PostgreSQL uses them.
 */
final class LeftOut {

    private static final Set<String> AT_THE_TOP = Set.of(
            "log",
            "pg_log",
            "pg_xlog",
            "pg_wal",
            "postgresql.auto.conf.tmp",
            "postmaster.pid",
            "postmaster.opts",
            "recovery.conf",
            "standby.signal",
            "pg_dynshmem",
            "pg_notify",
            "pg_replslot",
            "pg_serial",
            "pg_stat_tmp",
            "pg_snapshots",
            "pg_subtrans",
            // of another backup: this one brings its own
            "backup_label",
            "tablespace_map");

    /** Not even the folder is wanted: of the file system, and of tools. */
    private static final Set<String> WITHOUT_A_TRACE = Set.of("lost+found", ".wal-g", "walkback.restore");

    /** At the top, in each database's folder and in each tablespace. */
    private static final String SORTED_ON_DISK = "pgsql_tmp";

    private LeftOut() {}

    /**
     * Whether the folder of this name is left out itself.
     *
     * @param name in the backup, with a slash in front
     */
    static boolean isWithoutATrace(String name) {
        return WITHOUT_A_TRACE.contains(name.substring(1));
    }

    /**
     * Whether a file of this name is left out, or what lies in a folder of it.
     *
     * @param name in the backup, with a slash in front
     */
    static boolean is(String name) {
        String base = name.substring(name.lastIndexOf('/') + 1);
        return base.equals(SORTED_ON_DISK) || (name.lastIndexOf('/') == 0 && AT_THE_TOP.contains(base));
    }
}
