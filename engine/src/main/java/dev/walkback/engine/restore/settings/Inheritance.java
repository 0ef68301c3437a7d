package dev.walkback.engine.restore.settings;

import dev.walkback.engine.restore.ServerWishes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the source's configuration would do to its copy: recover to another target, clean its archive, wait for replicas that are not
 * there, or look for files where they were.
 */
final class Inheritance {

    private static final String WAS_THE_SOURCES = "was the source's";

    /** Never of use to a copy, and some of them delete. */
    private static final List<String> HARMFUL =
            List.of("recovery_end_command", "archive_cleanup_command", "primary_slot_name", "external_pid_file");

    /** Of use to a replica only. */
    private static final List<String> FOR_REPLICAS =
            List.of("recovery_min_apply_delay", "promote_trigger_file", "synchronous_standby_names");

    private static final List<String> CERTIFICATES =
            List.of("ssl_cert_file", "ssl_key_file", "ssl_ca_file", "ssl_crl_file", "ssl_dh_params_file");

    /** The whole path of a socket has a little over a hundred bytes, and its name some of them. */
    private static final int LONGEST_SOCKET_FOLDER = 88;

    private static final String EVERYWHERE = "\\s*(\\*|localhost|0\\.0\\.0\\.0|127\\.0\\.0\\.1|::1?|)\\s*";

    private final RecoveryOrder order;
    private final Configuration configuration;
    private final List<SettingsRemark> remarks;

    Inheritance(RecoveryOrder order, Configuration configuration, List<SettingsRemark> remarks) {
        this.order = order;
        this.configuration = configuration;
        this.remarks = remarks;
    }

    /**
     * Values that undo the source's. They come before ours: a second target is an error even when it is emptied after the first, but not when it
     * was emptied before.
     */
    List<Setting> neutral() {
        ServerWishes wishes = order.wishes();
        List<String> names = new ArrayList<>(HARMFUL);
        names.addAll(TargetSettings.NAMES);
        if (!wishes.standby()) {
            names.addAll(FOR_REPLICAS);
        }
        if (!wishes.standby() || wishes.primary() == null) {
            names.add("primary_conninfo");
        }
        List<Setting> settings = new ArrayList<>();
        for (String name : names) {
            Optional<Configuration.Assignment> found =
                    configuration.effective(name).filter(each -> !each.value().isEmpty() && !asked(name));
            if (found.isPresent() && (!order.hasRecoveryConf() || isOld(name))) {
                String none = name.equals("recovery_min_apply_delay") ? "0" : "";
                settings.add(new Setting(name, none, WAS_THE_SOURCES));
                remarks.add(SettingsRemark.of(
                        SettingsRemark.Kind.OVERRIDDEN,
                        name,
                        shown(name, found.get().value())));
            }
        }
        return settings;
    }

    /** Where files are, if they are not there; what cannot be told from here is remarked. */
    List<Setting> places() {
        List<Setting> settings = new ArrayList<>();
        own("hba_file", Configuration.HBA).ifPresent(settings::add);
        own("ident_file", Configuration.IDENT).ifPresent(settings::add);
        if (configuration.effective("ssl").filter(ssl -> isOn(ssl.value())).isPresent() && !asked("ssl")) {
            CERTIFICATES.forEach(name -> missing(name, "ssl=off"));
        }
        sockets().ifPresent(settings::add);
        if (configuration
                .effective("logging_collector")
                .filter(on -> isOn(on.value()))
                .isPresent()) {
            replaced("log_directory", true, "log").ifPresent(settings::add);
        }
        replaced("stats_temp_directory", false, "pg_stat_tmp").ifPresent(settings::add);
        String addresses = value("listen_addresses");
        if (!addresses.matches(EVERYWHERE) && !asked("listen_addresses")) {
            remarks.add(new SettingsRemark(
                    SettingsRemark.Kind.ADDRESS, "listen_addresses", addresses, "listen_addresses=localhost"));
        }
        return settings;
    }

    /** Lines that no later one can undo: another data directory, where a server of its own may run, and includes that lead nowhere. */
    List<Configuration.Assignment> disabled() {
        List<Configuration.Assignment> disabled = new ArrayList<>();
        for (Configuration.Assignment each : configuration.assignments()) {
            if (each.name().equals("data_directory") && !leadsHere(each.value())) {
                disable(each, disabled);
            }
        }
        for (Configuration.Assignment include : configuration.absentIncludes()) {
            disable(include, disabled);
        }
        return disabled;
    }

    private void disable(Configuration.Assignment line, List<Configuration.Assignment> disabled) {
        boolean isOurs = line.file().startsWith(configuration.data())
                && Files.isRegularFile(line.file(), LinkOption.NOFOLLOW_LINKS);
        if (isOurs) {
            disabled.add(line);
        }
        remarks.add(SettingsRemark.of(
                isOurs ? SettingsRemark.Kind.COMMENTED_OUT : SettingsRemark.Kind.INCLUDE_MISSING,
                line.name(),
                line.value()));
    }

    private Optional<Setting> own(String name, String file) {
        String value = value(name);
        if (value.isEmpty() || asked(name) || exists(value)) {
            return Optional.empty();
        }
        remarks.add(SettingsRemark.of(SettingsRemark.Kind.OVERRIDDEN, name, value));
        return Optional.of(new Setting(name, configuration.data().resolve(file).toString(), WAS_THE_SOURCES));
    }

    /** Of those that it named the ones that are here, else the data directory: a server that can make no socket does not start. */
    private Optional<Setting> sockets() {
        String name = "unix_socket_directories";
        List<String> named = new ArrayList<>();
        for (String folder : value(name).split(",", -1)) {
            if (!folder.isBlank()) {
                named.add(folder.strip());
            }
        }
        List<String> here = named.stream()
                .filter(place -> place.startsWith("@") || exists(place))
                .toList();
        if (asked(name) || here.size() == named.size()) {
            return Optional.empty();
        }
        String data = configuration.data().toString();
        boolean fits = data.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_FOLDER && !data.contains(",");
        String ours = here.isEmpty() ? fits ? data : "/tmp" : String.join(", ", here);
        return Optional.of(replacing(name, value(name), ours));
    }

    private Optional<Setting> replaced(String name, boolean isMade, String ours) {
        String value = value(name);
        // PostgreSQL makes the folder for its log, but not the one that this is in
        return value.isEmpty() || asked(name) || exists(value) || (isMade && existsAbove(value))
                ? Optional.empty()
                : Optional.of(replacing(name, value, ours));
    }

    private Setting replacing(String name, String value, String ours) {
        remarks.add(new SettingsRemark(SettingsRemark.Kind.PLACE_REPLACED, name, value, ours));
        return new Setting(name, ours, "the source's is not here");
    }

    private void missing(String name, String give) {
        String value = value(name);
        if (!value.isEmpty() && !asked(name) && !exists(value)) {
            remark(name, value, give);
        }
    }

    private void remark(String name, String value, String give) {
        remarks.add(new SettingsRemark(SettingsRemark.Kind.PLACE_MISSING, name, value, give));
    }

    private boolean leadsHere(String value) {
        try {
            Path place = configuration.data().resolve(value).normalize();
            return place.equals(configuration.data())
                    || (Files.exists(place) && Files.isSameFile(place, configuration.data()));
        } catch (InvalidPathException | IOException elsewhere) {
            return false;
        }
    }

    private boolean exists(String value) {
        try {
            return Files.exists(configuration.data().resolve(value));
        } catch (InvalidPathException notOne) {
            return false;
        }
    }

    private boolean existsAbove(String value) {
        Path parent = configuration.data().resolve(value).getParent();
        return parent != null && Files.isDirectory(parent);
    }

    private String value(String name) {
        return configuration
                .effective(name)
                .map(Configuration.Assignment::value)
                .orElse("");
    }

    private boolean asked(String name) {
        return order.wishes().settings().keySet().stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Whether it was a setting of its own before recovery's became such. */
    private static boolean isOld(String name) {
        return name.equals("external_pid_file") || name.equals("synchronous_standby_names");
    }

    private static boolean isOn(String value) {
        return value.toLowerCase(Locale.ROOT).matches("on|true|yes|1|t|tr|tru|y|ye");
    }

    /** A connection may have a password in it. */
    private static String shown(String name, String value) {
        return name.equals("primary_conninfo") ? "" : value;
    }
}
