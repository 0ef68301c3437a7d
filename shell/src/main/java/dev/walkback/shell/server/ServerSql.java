package dev.walkback.shell.server;

import java.util.ArrayList;
import java.util.List;

/** The questions of a backup in the words of each version. Exclusive backups are never asked for. */
record ServerSql(int version) {

    private static final int WAL_BY_THAT_NAME = 100_000;
    private static final int SHORTER_NAMES = 150_000;
    private static final int IDLE_SESSIONS_END = 140_000;
    private static final int ARCHIVE_LIBRARY = 150_000;
    private static final int SUMMARIES = 170_000;

    /** Limits that others set must not end a session that has to live as long as the backup. */
    List<String> atTheBeginning() {
        List<String> all = new ArrayList<>(List.of(
                "set statement_timeout = 0",
                "set lock_timeout = 0",
                "set idle_in_transaction_session_timeout = 0",
                "set search_path = pg_catalog"));
        if (version >= IDLE_SESSIONS_END) {
            all.add("set idle_session_timeout = 0");
        }
        return all;
    }

    String facts() {
        return "select s.system_identifier, current_setting('data_directory'), i.bytes_per_wal_segment,"
                + " case when pg_is_in_recovery() then c.timeline_id"
                + " else ('x' || left(" + fileOf(current()) + ", 8))::bit(32)::bigint end,"
                + " pg_is_in_recovery(), current_setting('block_size')::int, current_setting('data_checksums'), "
                + (version >= SUMMARIES ? "current_setting('summarize_wal')" : "'off'")
                + " from pg_control_system() s, pg_control_init() i, pg_control_checkpoint() c";
    }

    String archiving() {
        return "select current_setting('archive_mode'), current_setting('archive_command'), "
                + (version >= ARCHIVE_LIBRARY ? "current_setting('archive_library')" : "''")
                + ", (select count(*) from pg_stat_replication)";
    }

    /** The segment's name is empty on a standby. */
    String start() {
        String start = version >= SHORTER_NAMES ? "pg_backup_start(?, true)" : "pg_start_backup(?, true, false)";
        return "select l::text, case when pg_is_in_recovery() then '' else " + fileOf("l") + " end,"
                + " (select timeline_id from pg_control_checkpoint()) from " + start + " l";
    }

    /** Does not wait for the archiver. */
    String stop() {
        String stop = version >= SHORTER_NAMES
                ? "pg_backup_stop(false)"
                : version >= WAL_BY_THAT_NAME ? "pg_stop_backup(false, false)" : "pg_stop_backup(false)";
        return "select lsn::text, labelfile, spcmapfile,"
                + " case when pg_is_in_recovery() then '' else " + fileOf("lsn") + " end,"
                + " (select timeline_id from pg_control_checkpoint()) from " + stop;
    }

    String position() {
        return "select case when pg_is_in_recovery() then coalesce("
                + (version >= WAL_BY_THAT_NAME
                        ? "pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())"
                        : "pg_last_xlog_receive_location(), pg_last_xlog_replay_location())")
                + " else " + current() + " end::text";
    }

    String databases() {
        return "select datname, oid from pg_database where datallowconn order by oid";
    }

    private String current() {
        return version >= WAL_BY_THAT_NAME ? "pg_current_wal_lsn()" : "pg_current_xlog_location()";
    }

    private String fileOf(String position) {
        return (version >= WAL_BY_THAT_NAME ? "pg_walfile_name(" : "pg_xlogfile_name(") + position + ")";
    }
}
