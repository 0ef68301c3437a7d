package dev.walkback.shell.setup;

import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.shell.server.Database;
import dev.walkback.shell.server.Database.Failed;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a server what it says of itself, in the words that its version has. What the role may not see is left out. */
public final class ServerInterview {

    private static final int FIRST_WITH_WAL_NAMES = 100_000;
    private static final int FIRST_TO_LIST_STATUS = 120_000;
    private static final int FIRST_WITH_WAL_STATUS = 130_000;
    private static final int FIRST_WITHOUT_EXCLUSIVE = 150_000;
    private static final String DENIED = "42501";

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .appendOffset("+HH:mm", "+00")
            .toFormatter(Locale.ROOT);

    private final Database server;
    private final int version;

    public ServerInterview(Database server) throws Failed {
        this.server = server;
        // so that times come in one form
        server.ask("set timezone = 'UTC'; set datestyle = 'ISO'");
        this.version = Integer.parseInt(one("select current_setting('server_version_num')"));
    }

    public ServerSetup all() throws Failed {
        boolean recovers = isTrue("select pg_is_in_recovery()");
        boolean wal = version >= FIRST_WITH_WAL_NAMES;
        String position = one(
                recovers
                        ? wal ? "select pg_last_wal_replay_lsn()" : "select pg_last_xlog_replay_location()"
                        : wal ? "select pg_current_wal_lsn()" : "select pg_current_xlog_location()");
        @Nullable
        String segment = recovers
                ? null
                : one(
                        wal
                                ? "select pg_walfile_name(pg_current_wal_lsn())"
                                : "select pg_xlogfile_name(pg_current_xlog_location())");
        return new ServerSetup(
                new PgVersion(version),
                SystemIdentifier.parse(one("select system_identifier from pg_control_system()"))
                        .orElseThrow(),
                recovers,
                settings(),
                afterRestart(),
                Lsn.parse(position).orElse(Lsn.NONE),
                segment,
                archiver(),
                slots(wal),
                rights());
    }

    /** What the archiver did, and what waits for it. */
    public Archiver archiver() throws Failed {
        List<@Nullable String> row = server.ask("""
                        select archived_count, last_archived_wal, last_archived_time, failed_count, last_failed_wal,
                               last_failed_time, now()
                        from pg_stat_archiver""", 1).rows().getFirst();
        return new Archiver(
                Long.parseLong(text(row.get(0))),
                row.get(1),
                time(row.get(2)),
                Long.parseLong(text(row.get(3))),
                row.get(4),
                time(row.get(5)),
                waiting(),
                Objects.requireNonNull(time(row.get(6))));
    }

    /** Ends the segment that is written to, so that it is archived. @return the position where it ended */
    public String switchWal() throws Failed {
        return one(version >= FIRST_WITH_WAL_NAMES ? "select pg_switch_wal()" : "select pg_switch_xlog()");
    }

    /** How much a primary has written that is not archived; -1 where that cannot be told. */
    public long behind(ServerSetup setup) throws Failed {
        String last = setup.archiver().lastArchived();
        if (last == null || setup.currentSegment() == null || !(WalFile.named(last) instanceof WalFile.Whole whole)) {
            return -1;
        }
        int size = Integer.parseInt(one("select bytes_per_wal_segment from pg_control_init()"));
        return whole.digits()
                .in(new SegmentSize(size))
                .map(segment ->
                        Math.max(0, setup.position().bits() - segment.end().bits()))
                .orElse(-1L);
    }

    private long waiting() throws Failed {
        String list = version >= FIRST_TO_LIST_STATUS
                ? "select name from pg_ls_archive_statusdir()"
                : "select * from pg_ls_dir('" + (version >= FIRST_WITH_WAL_NAMES ? "pg_wal" : "pg_xlog")
                        + "/archive_status') name";
        try {
            return Long.parseLong(one("select count(*) from (" + list + ") files where name like '%.ready'"));
        } catch (Failed e) {
            return notAllowed(e, -1L);
        }
    }

    private Map<String, String> settings() throws Failed {
        Map<String, String> settings = new HashMap<>();
        for (List<@Nullable String> row : server.ask("""
                        select name, current_setting(name, true) from pg_settings where name in ('wal_level', 'archive_mode',
                        'archive_command', 'archive_library', 'archive_timeout', 'max_wal_senders', 'data_checksums',
                        'full_page_writes', 'summarize_wal', 'max_wal_size', 'max_slot_wal_keep_size', 'data_directory')""", 20).rows()) {
            String value = row.get(1);
            if (value != null) {
                settings.put(text(row.get(0)), value);
            }
        }
        return settings;
    }

    private Set<String> afterRestart() throws Failed {
        Set<String> names = new HashSet<>();
        server.ask("select name from pg_settings where pending_restart", 500)
                .rows()
                .forEach(row -> names.add(text(row.getFirst())));
        return names;
    }

    private List<ServerSetup.Slot> slots(boolean wal) throws Failed {
        String now = wal
                ? "case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end"
                : "case when pg_is_in_recovery() then pg_last_xlog_replay_location() else pg_current_xlog_location() end";
        String difference = wal ? "pg_wal_lsn_diff" : "pg_xlog_location_diff";
        List<ServerSetup.Slot> slots = new ArrayList<>();
        for (List<@Nullable String> row : server.ask(
                        "select slot_name, slot_type, active, coalesce(" + difference + "(" + now
                                + ", restart_lsn), -1)::bigint, "
                                + (version >= FIRST_WITH_WAL_STATUS ? "coalesce(wal_status, '')" : "''")
                                + " from pg_replication_slots order by 1",
                        1000)
                .rows()) {
            slots.add(new ServerSetup.Slot(
                    text(row.get(0)),
                    text(row.get(1)),
                    "t".equals(row.get(2)),
                    Long.parseLong(text(row.get(3))),
                    text(row.get(4))));
        }
        return slots;
    }

    private ServerSetup.Rights rights() throws Failed {
        boolean superuser = isTrue("select rolsuper from pg_roles where rolname = current_user");
        String backup = version >= FIRST_WITHOUT_EXCLUSIVE
                ? "has_function_privilege('pg_backup_start(text, boolean)', 'execute') and "
                        + "has_function_privilege('pg_backup_stop(boolean)', 'execute')"
                : "has_function_privilege('pg_start_backup(text, boolean, boolean)', 'execute') and "
                        + (version >= FIRST_WITH_WAL_NAMES
                                ? "has_function_privilege('pg_stop_backup(boolean, boolean)', 'execute')"
                                : "has_function_privilege('pg_stop_backup(boolean)', 'execute')");
        return new ServerSetup.Rights(
                one("select current_user"),
                superuser,
                superuser || isTrue("select rolreplication from pg_roles where rolname = current_user"),
                superuser || isTrue("select " + backup),
                superuser
                        || isTrue("select has_function_privilege('"
                                + (version >= FIRST_WITH_WAL_NAMES ? "pg_switch_wal()" : "pg_switch_xlog()")
                                + "', 'execute')"),
                superuser
                        || (version >= FIRST_WITH_WAL_NAMES
                                && isTrue("select pg_has_role(current_user, 'pg_read_all_settings', 'usage')")));
    }

    private String one(String sql) throws Failed {
        return text(server.ask(sql, 1).first());
    }

    private boolean isTrue(String sql) throws Failed {
        return "t".equals(server.ask(sql, 1).first());
    }

    /** Any other failure is thrown on. */
    private static <T> T notAllowed(Failed failure, T instead) throws Failed {
        if (failure.state().equals(DENIED)) {
            return instead;
        }
        throw failure;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : OffsetDateTime.parse(text, TIME).toInstant();
    }
}
