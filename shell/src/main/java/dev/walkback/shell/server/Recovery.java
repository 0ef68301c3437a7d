package dev.walkback.shell.server;

import dev.walkback.engine.wal.Lsn;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a server that answers is in its recovery.
 *
 * @param version {@code server_version_num}
 * @param recovering false once it was promoted, or was never in recovery
 * @param replayed up to where; null where nothing was
 * @param lastCommit when the last transaction that was replayed committed; null where none was
 * @param timeline of its last checkpoint, 32 bits without a sign
 */
public record Recovery(
        int version,
        boolean recovering,
        @Nullable Lsn replayed,
        @Nullable Instant lastCommit,
        Pause pause,
        long timeline) {

    private static final int PAUSE_STATES = 140_000;

    /** Whether replay goes on. */
    public enum Pause {
        NOT_PAUSED,
        /** Somebody asked for it, and the record that is being replayed is not done. */
        REQUESTED,
        PAUSED;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public static Recovery of(Database database) throws Database.Failed {
        int version = Integer.parseInt(text(database.ask("select current_setting('server_version_num')"), 0));
        String pause = version >= PAUSE_STATES
                ? "pg_catalog.pg_get_wal_replay_pause_state()"
                : "case when pg_catalog.pg_is_wal_replay_paused() then 'paused' else 'not paused' end";
        Database.Rows row = database.ask("select r, case when r then pg_catalog.pg_last_wal_replay_lsn()"
                + " else pg_catalog.pg_current_wal_lsn() end,"
                + " (extract(epoch from pg_catalog.pg_last_xact_replay_timestamp()) * 1000000)::bigint,"
                + " case when r then " + pause + " else 'not paused' end,"
                + " (select timeline_id from pg_catalog.pg_control_checkpoint())"
                + " from (select pg_catalog.pg_is_in_recovery()) as s(r)");
        return new Recovery(
                version,
                text(row, 0).equals("t"),
                Lsn.parse(text(row, 1)).orElse(null),
                micros(text(row, 2)),
                pause(text(row, 3)),
                Optional.of(text(row, 4))
                        .filter(number -> number.matches("\\d+"))
                        .map(Long::valueOf)
                        .orElse(0L));
    }

    private static Pause pause(String words) {
        return switch (words) {
            case "paused" -> Pause.PAUSED;
            case "pause requested" -> Pause.REQUESTED;
            default -> Pause.NOT_PAUSED;
        };
    }

    private static @Nullable Instant micros(String number) {
        if (!number.matches("-?\\d{1,18}")) {
            return null;
        }
        long micros = Long.parseLong(number);
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    private static String text(Database.Rows rows, int column) {
        List<@Nullable String> row = rows.rows().getFirst();
        String text = row.get(column);
        return text == null ? "" : text;
    }
}
