package dev.walkback.shell.walg;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.server.ServerAddress;
import dev.walkback.shell.settings.Catalogue;
import dev.walkback.shell.settings.EncryptionSettings;
import dev.walkback.shell.settings.Flags;
import dev.walkback.shell.settings.Manner;
import dev.walkback.shell.settings.Setting;
import dev.walkback.shell.settings.Settings;
import dev.walkback.shell.settings.StorageOpener;
import dev.walkback.shell.settings.Surroundings;
import dev.walkback.shell.settings.WriteCodec;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.crypto.UnusableKeyException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** This face's settings, read by the rules that hold under the name wal-g. */
final class SettingsConfiguration implements Configuration {

    private final Surroundings around;
    private final Clock clock;

    SettingsConfiguration(Map<String, String> environment, Clock clock) {
        Surroundings process = Surroundings.ofThisProcess();
        this.around = new Surroundings(environment, process.directory(), process.home(), process.user());
        this.clock = clock;
    }

    @Override
    public List<String> flags() {
        return Catalogue.all().listedNames().stream().map(Setting::flag).toList();
    }

    @Override
    public boolean isFlag(String name) {
        String setting = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Setting.flag(setting).equals(name) && Catalogue.all().isListed(setting);
    }

    @Override
    public Session.Configured read(Map<String, String> given, WalgLog log) throws WalgFailure {
        Map<String, String> settings = new HashMap<>();
        given.forEach((flag, value) -> {
            String name = flag.toUpperCase(Locale.ROOT).replace('-', '_');
            if (Catalogue.all().isListed(name)) {
                settings.put(name, value);
            }
        });
        try {
            Settings read = Settings.read(Manner.WALG, around, new Flags(given.get("config"), settings));
            log.only(level(read.text("WALG_LOG_LEVEL").orElse("NORMAL")));
            read.warnings().forEach(warning -> log.warning(warning.text()));
            return new Opened(read, log);
        } catch (UsageError e) {
            throw new WalgFailure(sentence(e), e);
        }
    }

    private static WalgLog.Level level(String word) throws WalgFailure {
        return switch (word) {
            case "NORMAL" -> WalgLog.Level.NORMAL;
            case "DEVEL" -> WalgLog.Level.DEVEL;
            case "ERROR" -> WalgLog.Level.ERROR;
            default -> throw new WalgFailure("WALG_LOG_LEVEL is none of NORMAL, DEVEL, ERROR");
        };
    }

    private static String sentence(UsageError e) {
        return e.what() + (e.why().isEmpty() ? "" : ": " + e.why());
    }

    private final class Opened implements Session.Configured {

        private final Settings settings;
        private final WalgLog log;

        Opened(Settings settings, WalgLog log) {
            this.settings = settings;
            this.log = log;
        }

        @Override
        public List<String> failoverNames() {
            return settings.storageNames().stream().sorted().toList();
        }

        @Override
        public MutableStorage storage(String name) throws WalgFailure {
            List<String> available = new ArrayList<>(List.of("default"));
            available.addAll(failoverNames());
            if (!available.contains(name)) {
                throw new WalgFailure("failed to init folder for storage \"" + name + "\": storage with name \"" + name
                        + "\" is not found, available storages: [" + String.join(" ", available) + "]");
            }
            try {
                return new StorageOpener(settings, clock, warning -> log.warning(warning.text()))
                        .open(name.equals("default") ? "" : name);
            } catch (UsageError e) {
                throw new WalgFailure(sentence(e), e);
            }
        }

        @Override
        public MutableStorage storageOf(String configFile) throws WalgFailure {
            Map<String, String> services = new HashMap<>(around.environment());
            // what the services' own tools read stays; WAL-G's settings come from the file alone
            services.keySet().removeIf(name -> Catalogue.all().find(name).isPresent() && !name.startsWith("AWS_"));
            Surroundings alone = new Surroundings(services, around.directory(), around.home(), around.user());
            try {
                Settings read = Settings.read(Manner.WALG, alone, new Flags(configFile, Map.of()));
                read.warnings().forEach(warning -> log.warning(warning.text()));
                return new StorageOpener(read, clock, warning -> log.warning(warning.text())).open("");
            } catch (UsageError e) {
                throw new WalgFailure(
                        "Failed configure folder according to config " + configFile + ": " + sentence(e), e);
            }
        }

        @Override
        public Optional<Encryption> encryption() throws WalgFailure {
            try {
                return new EncryptionSettings(settings, clock).encryption();
            } catch (UnusableKeyException e) {
                throw new WalgFailure(Walg.sentence(e), e);
            } catch (UsageError e) {
                throw new WalgFailure(sentence(e), e);
            }
        }

        @Override
        public Optional<String> text(String setting) {
            return settings.text(setting);
        }

        @Override
        public long number(String setting, long preset) {
            return settings.text(setting).map(GoInteger::setting).orElse(preset);
        }

        @Override
        public ServerAddress server() {
            Map<String, String> server = new HashMap<>();
            settings.set().stream()
                    .filter(value -> value.setting().name().startsWith("PG"))
                    .forEach(value ->
                            server.put(value.setting().name(), value.content().reveal()));
            return new ServerAddress(server, around.user(), around.home());
        }

        @Override
        public Settings settings() {
            return settings;
        }

        @Override
        public Codec codec() throws WalgFailure {
            try {
                return WriteCodec.of(settings);
            } catch (UsageError e) {
                throw new WalgFailure(sentence(e), e);
            }
        }
    }
}
