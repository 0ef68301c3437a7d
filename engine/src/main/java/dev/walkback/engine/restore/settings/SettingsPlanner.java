package dev.walkback.engine.restore.settings;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.restore.ServerWishes;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drafts the settings of a restored server from what is asked for and what configuration came with the backup. */
public final class SettingsPlanner {

    /** Of which each has an option of its own, or is decided by the plan. */
    private static final Set<String> RESERVED = Set.of(
            "restore_command",
            "recovery_target",
            "recovery_target_name",
            "recovery_target_time",
            "recovery_target_xid",
            "recovery_target_lsn",
            "recovery_target_inclusive",
            "recovery_target_timeline",
            "recovery_target_action",
            "standby_mode",
            "primary_conninfo",
            "archive_mode",
            "port",
            "hot_standby",
            "data_directory");

    private static final int USUAL_PORT = 5432;
    private static final int LAST_PORT = 65_535;

    private final RecoveryOrder order;
    private final Configuration configuration;
    private final List<SettingsRemark> remarks = new ArrayList<>();

    private SettingsPlanner(RecoveryOrder order, Configuration configuration) {
        this.order = order;
        this.configuration = configuration;
    }

    /**
     * @throws SettingsException when something was asked for that no server of this version can be told
     */
    public static SettingsDraft draft(RecoveryOrder order, Configuration configuration) {
        return new SettingsPlanner(order, configuration).draft();
    }

    private SettingsDraft draft() {
        checkWishes();
        List<Setting> recovery = recovery();
        Inheritance inheritance = new Inheritance(order, configuration, remarks);
        List<Setting> block = new ArrayList<>(inheritance.neutral());
        if (!order.hasRecoveryConf()) {
            block.addAll(recovery);
        }
        block.addAll(running());
        block.addAll(inheritance.places());
        order.wishes().settings().forEach((name, value) -> block.add(new Setting(name, value, "as asked for")));
        Outside outside = new Outside(configuration, remarks);
        return new SettingsDraft(
                order.plan(),
                unique(block),
                order.hasRecoveryConf() ? recovery : List.of(),
                signal(),
                outside.files(),
                inheritance.disabled(),
                aside(),
                remarks);
    }

    private void checkWishes() {
        for (String name : order.wishes().settings().keySet()) {
            if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                throw new SettingsException.Reserved(name);
            }
        }
        String primary = order.wishes().primary();
        if (primary != null && primary.toLowerCase(Locale.ROOT).matches("(?s).*(password\\s*=|//[^/@]*:[^/@]*@).*")) {
            throw new SettingsException.Unwritable(
                    "primary_conninfo", "it has a password in it, which belongs into ~/.pgpass of the server's user");
        }
    }

    private List<Setting> recovery() {
        ServerWishes wishes = order.wishes();
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting("restore_command", order.restoreCommand(), ""));
        List<Setting> target = TargetSettings.of(order.target(), order.version());
        settings.addAll(target);
        timeline().ifPresent(settings::add);
        if (wishes.standby() && order.hasRecoveryConf()) {
            settings.add(new Setting("standby_mode", "on", ""));
        }
        if (wishes.standby() && wishes.primary() != null) {
            settings.add(new Setting("primary_conninfo", wishes.primary(), ""));
        }
        if (!target.isEmpty()) {
            settings.add(new Setting("recovery_target_action", action(), ""));
        } else if (!wishes.standby() && wishes.action() != ServerWishes.Action.PROMOTE) {
            remarks.add(SettingsRemark.of(
                    SettingsRemark.Kind.NO_PAUSE,
                    "recovery_target_action",
                    wishes.action().name().toLowerCase(Locale.ROOT)));
        }
        return settings;
    }

    /** Up to 11 staying where one is was what no setting meant. */
    private Optional<Setting> timeline() {
        String timeline = order.timeline();
        if (order.hasRecoveryConf() && timeline.equals(RecoveryOrder.CURRENT)) {
            return Optional.empty();
        }
        String why = switch (timeline) {
            case RecoveryOrder.LATEST -> "follows its primary";
            case RecoveryOrder.CURRENT -> "the backup's own";
            default -> "a number, so that a later promotion cannot move it";
        };
        return Optional.of(new Setting("recovery_target_timeline", timeline, why));
    }

    /** Where nobody can look, a server that is told to pause shuts down: then that is what it is told. */
    private String action() {
        ServerWishes.Action action = order.wishes().action();
        boolean blind = action == ServerWishes.Action.PAUSE && isBelowSource();
        return (blind ? ServerWishes.Action.SHUTDOWN : action).name().toLowerCase(Locale.ROOT);
    }

    private List<Setting> running() {
        List<Setting> settings = new ArrayList<>();
        if (!order.wishes().archiving()) {
            settings.add(new Setting("archive_mode", "off", "this copy cannot write into the archive"));
        }
        settings.add(new Setting("port", Integer.toString(port()), "nobody reaches it by mistake"));
        settings.add(new Setting(
                "hot_standby",
                isBelowSource() ? "off" : "on",
                isBelowSource() ? "with less than the source has nobody can look" : "so that one can look"));
        settings.addAll(required());
        if (isBelowSource()) {
            remarks.add(SettingsRemark.of(SettingsRemark.Kind.BELOW_SOURCE, "hot_standby", "off"));
        }
        return settings;
    }

    private int port() {
        Integer asked = order.wishes().port();
        if (asked != null) {
            return asked;
        }
        int source = configuration.number("port").orElse(USUAL_PORT);
        return source < LAST_PORT ? source + 1 : USUAL_PORT;
    }

    /** Those that the configuration leaves lower than the source had them, and nobody asked to be so. */
    private List<Setting> required() {
        List<Setting> settings = new ArrayList<>();
        needed().forEach((name, need) -> {
            if (asked(name) == null && here(name, need) < need.value()) {
                settings.add(new Setting(name, Integer.toString(need.value()), "as the source has it"));
            }
        });
        return settings;
    }

    /** What the configuration comes to; less than anything where it is no plain number. */
    private int here(String name, Need need) {
        return configuration.effective(name).isEmpty()
                ? need.usual()
                : configuration.number(name).orElse(-1);
    }

    private boolean isBelowSource() {
        return needed().entrySet().stream().anyMatch(need -> {
            Integer asked = asked(need.getKey());
            return asked != null && asked < need.getValue().value();
        });
    }

    private @Nullable Integer asked(String name) {
        for (Map.Entry<String, String> wish : order.wishes().settings().entrySet()) {
            if (wish.getKey().equalsIgnoreCase(name) && wish.getValue().matches("\\d{1,9}")) {
                return Integer.valueOf(wish.getValue());
            }
        }
        return null;
    }

    /** @param usual what a server takes when nobody says anything */
    private record Need(int value, int usual) {}

    private Map<String, Need> needed() {
        PgControl.Settings control = order.required();
        Map<String, Need> needed = new LinkedHashMap<>();
        if (control != null) {
            needed.put("max_connections", new Need(control.maxConnections(), 100));
            needed.put("max_worker_processes", new Need(control.maxWorkerProcesses(), 8));
            Integer senders = control.maxWalSenders();
            if (senders != null) {
                needed.put("max_wal_senders", new Need(senders, 10));
            }
            needed.put("max_prepared_transactions", new Need(control.maxPreparedTransactions(), 0));
            needed.put("max_locks_per_transaction", new Need(control.maxLocksPerTransaction(), 64));
        }
        return needed;
    }

    private SettingsDraft.Signal signal() {
        if (order.hasRecoveryConf()) {
            return SettingsDraft.Signal.RECOVERY_CONF;
        }
        return order.wishes().standby() ? SettingsDraft.Signal.STANDBY : SettingsDraft.Signal.RECOVERY;
    }

    /** What the source left of its own recovery would decide against ours. */
    private List<String> aside() {
        List<String> aside = new ArrayList<>();
        for (SettingsDraft.Signal each : SettingsDraft.Signal.values()) {
            if (each == signal() ? isForeignRecoveryConf(each) : exists(each.file())) {
                aside.add(each.file());
                remarks.add(SettingsRemark.of(SettingsRemark.Kind.MOVED_ASIDE, each.file(), ""));
            }
        }
        return aside;
    }

    private boolean isForeignRecoveryConf(SettingsDraft.Signal signal) {
        return signal == SettingsDraft.Signal.RECOVERY_CONF
                && exists(signal.file())
                && WrittenSettings.in(configuration.data(), signal.file()).isEmpty();
    }

    private boolean exists(String file) {
        return Files.exists(configuration.data().resolve(file), LinkOption.NOFOLLOW_LINKS);
    }

    /** Of two of one name PostgreSQL takes the later. */
    private static List<Setting> unique(List<Setting> settings) {
        Map<String, Setting> unique = new LinkedHashMap<>();
        for (Setting setting : settings) {
            // at the later place as well: targets that are emptied must stand before the one that is set
            unique.remove(setting.name().toLowerCase(Locale.ROOT));
            unique.put(setting.name().toLowerCase(Locale.ROOT), setting);
        }
        return List.copyOf(unique.values());
    }
}
