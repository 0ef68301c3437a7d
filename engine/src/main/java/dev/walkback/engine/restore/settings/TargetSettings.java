package dev.walkback.engine.restore.settings;

import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.wal.Lsn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** A target in PostgreSQL's settings: one of them and no more, since with two a server does not start. */
final class TargetSettings {

    /** All that name a target. */
    static final List<String> NAMES = List.of(
            "recovery_target",
            "recovery_target_name",
            "recovery_target_time",
            "recovery_target_xid",
            "recovery_target_lsn");

    static final String INCLUSIVE = "recovery_target_inclusive";

    /** A zone that is spelled {@code Z} keeps a server from starting. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS'+00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int LONGEST_NAME = 63;
    private static final int LSN_SINCE = 100_000;

    private TargetSettings() {}

    static List<Setting> of(RecoveryTarget target, PgVersion version) {
        return switch (target) {
            case RecoveryTarget.Latest latest -> List.of();
            case RecoveryTarget.Immediate immediate ->
                List.of(new Setting("recovery_target", "immediate", "as soon as the backup is consistent"));
            case RecoveryTarget.Time(Instant at, boolean inclusive) ->
                List.of(new Setting("recovery_target_time", time(at, inclusive), ""), inclusive(inclusive));
            case RecoveryTarget.Xid(long xid, boolean inclusive) ->
                List.of(new Setting("recovery_target_xid", Long.toString(xid), ""), inclusive(inclusive));
            case RecoveryTarget.Position(Lsn lsn, boolean inclusive) ->
                List.of(new Setting("recovery_target_lsn", lsn(lsn, version), ""), inclusive(inclusive));
            case RecoveryTarget.Named(String name) -> List.of(new Setting("recovery_target_name", name(name), ""));
        };
    }

    /**
     * To the microsecond, as commits are stamped. What is not kept at a moment between two of them is the same as at the later one.
     */
    static String time(Instant at, boolean inclusive) {
        Instant whole = at.truncatedTo(ChronoUnit.MICROS);
        Instant told = inclusive || whole.equals(at) ? whole : whole.plus(1, ChronoUnit.MICROS);
        if (told.isBefore(EARLIEST) || told.isAfter(LATEST)) {
            throw new SettingsException.Unwritable("recovery_target_time", "its year is not one of four digits");
        }
        return TIME.format(told);
    }

    private static String lsn(Lsn lsn, PgVersion version) {
        if (version.number() < LSN_SINCE) {
            throw new SettingsException.Unwritable(
                    "recovery_target_lsn", "PostgreSQL " + version.major() + " knows no target by position");
        }
        return lsn.toString();
    }

    private static String name(String name) {
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new SettingsException.Unwritable(
                    "recovery_target_name", "a restore point's name has from 1 to " + LONGEST_NAME + " bytes");
        }
        return name;
    }

    private static Setting inclusive(boolean inclusive) {
        return new Setting(INCLUSIVE, inclusive ? "on" : "off", inclusive ? "" : "stops just before it");
    }
}
