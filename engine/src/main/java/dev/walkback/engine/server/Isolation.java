package dev.walkback.engine.server;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What keeps a copy of somebody's cluster to itself: nobody reaches it but through a socket in a directory of its own, and it reaches
 * nobody. Given on the command line of the server, where no file and no ALTER SYSTEM of the source can undo it.
 *
 * <p>What has no switch in all versions is starved of what it needs: extensions that run jobs are not loaded, logical replication has
 * no workers, a standby's connection has no address, dblink and postgres_fdw act only on behalf of a session, and there is none but ours.
 */
public final class Isolation {

    private Isolation() {}

    /**
     * @param major of the server, since it does not start with a setting that it does not know
     * @param access rules of who may connect: a file of ours, since the source's may lie elsewhere or forbid us
     */
    public static SequencedMap<String, String> settings(int major, int port, Path socketFolder, Path access) {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "");
        settings.put("unix_socket_directories", socketFolder.toString());
        settings.put("unix_socket_permissions", "0700");
        settings.put("port", Integer.toString(port));
        settings.put("hba_file", access.toString());
        settings.put("ssl", "off");
        settings.put("bonjour", "off");
        settings.put("archive_mode", "off");
        settings.put("archive_cleanup_command", "");
        settings.put("recovery_end_command", "");
        settings.put("primary_conninfo", "");
        settings.put("primary_slot_name", "");
        settings.put("shared_preload_libraries", "");
        settings.put("session_preload_libraries", "");
        settings.put("local_preload_libraries", "");
        settings.put("max_logical_replication_workers", "0");
        settings.put("synchronous_standby_names", "");
        settings.put("autovacuum", "off");
        settings.put("external_pid_file", "");
        settings.put("logging_collector", "off");
        settings.put("log_destination", "stderr");
        settings.put("log_line_prefix", "%m [%p] ");
        settings.put("lc_messages", "C");
        settings.put("huge_pages", "off");
        if (major >= 17) {
            settings.put("event_triggers", "off");
            settings.put("sync_replication_slots", "off");
        }
        return Collections.unmodifiableSequencedMap(settings);
    }

    /** Only who may open the socket, whose directory is closed to others; nobody by network, which is not listened on. */
    public static String accessRules() {
        return "local all all trust\n";
    }
}
