package dev.walkback.shell;

import dev.walkback.shell.command.Storages;
import dev.walkback.shell.command.Target;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.Reporter;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.StorageAdded;
import dev.walkback.shell.server.ServerAddress;
import dev.walkback.shell.session.Sitting;
import dev.walkback.shell.settings.ChosenStorage;
import dev.walkback.shell.settings.EncryptionSettings;
import dev.walkback.shell.settings.Flags;
import dev.walkback.shell.settings.KnownStorage;
import dev.walkback.shell.settings.Manner;
import dev.walkback.shell.settings.NewStorage;
import dev.walkback.shell.settings.Settings;
import dev.walkback.shell.settings.StorageChoice;
import dev.walkback.shell.settings.StorageOpener;
import dev.walkback.shell.settings.Surroundings;
import dev.walkback.shell.settings.UserConfig;
import dev.walkback.shell.settings.Warning;
import dev.walkback.shell.settings.WriteCodec;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Storage;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.wrap.ReadOnlyView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Storages as the settings describe them. Nothing is read before a command asks for one. */
final class SettingsStorages implements Storages {

    private static final List<String> TIME_LIMITS =
            List.of("WALKBACK_CONNECT_TIMEOUT", "WALKBACK_IDLE_TIMEOUT", "WALKBACK_REQUEST_TIMEOUT");

    private final Invocation invocation;
    private final Console console;
    private final Reporter reporter;
    private final Sitting sitting;
    private final List<MutableStorage> opened = new ArrayList<>();
    private @Nullable Settings settings;

    SettingsStorages(Invocation invocation, Console console, Reporter reporter, Sitting sitting) {
        this.invocation = invocation;
        this.console = console;
        this.reporter = reporter;
        this.sitting = sitting;
    }

    private Settings settings() {
        if (settings == null) {
            settings = Settings.read(Manner.NATIVE, surroundings(), flags());
            settings.warnings().forEach(this::warn);
        }
        return settings;
    }

    private void warn(Warning warning) {
        if (sitting.isNews(warning.text())) {
            reporter.note(warning.text());
        }
    }

    private Surroundings surroundings() {
        return new Surroundings(
                console.env(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("user.home", "/")),
                System.getProperty("user.name", ""));
    }

    private Flags flags() {
        Map<String, String> said = new LinkedHashMap<>();
        invocation.value("--timeout").ifPresent(limit -> TIME_LIMITS.forEach(name -> said.put(name, limit)));
        return new Flags(invocation.value("--config").orElse(null), said);
    }

    private ChosenStorage chosen(String nameOrUrl) {
        return new StorageChoice(settings(), this::warn).of(orTheOpenOne(nameOrUrl));
    }

    /** Where nothing may be changed what is handed out cannot do it: not even a cast makes it able to. */
    @Override
    public Storage open(String nameOrUrl) {
        MutableStorage storage = opened(nameOrUrl);
        return sitting.mayChange() ? storage : ReadOnlyView.of(storage);
    }

    @Override
    public MutableStorage openToChange(String nameOrUrl) {
        sitting.checkMayChange(invocation.command().name());
        return opened(nameOrUrl);
    }

    @Override
    public MutableStorage openToProbe(String nameOrUrl) {
        return opened(nameOrUrl);
    }

    private MutableStorage opened(String nameOrUrl) {
        sitting.checkOnline();
        StorageOpener opener = new StorageOpener(settings(), console.clock(), this::warn);
        MutableStorage storage = opener.open(orTheOpenOne(nameOrUrl));
        opened.add(storage);
        reporter.verbose("storage: " + storage.location());
        return storage;
    }

    private String orTheOpenOne(String nameOrUrl) {
        return nameOrUrl.isEmpty() ? sitting.standing().storage() : nameOrUrl;
    }

    @Override
    public Target target(String nameOrUrl) {
        return Targets.of(chosen(nameOrUrl));
    }

    @Override
    public Settings settings(String nameOrUrl) {
        return chosen(nameOrUrl).settings();
    }

    @Override
    public Layers layers(String nameOrUrl) {
        try {
            return new EncryptionSettings(chosen(nameOrUrl).settings(), console.clock())
                    .encryption()
                    .map(Layers::encrypted)
                    .orElseGet(Layers::unencrypted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Codec codec(String nameOrUrl) {
        return WriteCodec.of(chosen(nameOrUrl).settings());
    }

    @Override
    public ServerAddress server() {
        Map<String, String> server = new LinkedHashMap<>();
        settings().set().stream()
                .filter(value -> value.setting().name().startsWith("PG"))
                .forEach(value ->
                        server.put(value.setting().name(), value.content().reveal()));
        server.putIfAbsent("PGAPPNAME", "walkback");
        Surroundings around = surroundings();
        return new ServerAddress(server, around.user(), around.home());
    }

    @Override
    public List<KnownStorage> known() {
        return KnownStorage.all(settings());
    }

    @Override
    public StorageAdded add(String name, String place, List<String> words, boolean replace, boolean byDefault) {
        NewStorage storage = NewStorage.of(name, place, words, surroundings());
        UserConfig config = new UserConfig(surroundings(), flags());
        try {
            config.add(storage, replace, byDefault);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Settings now = Settings.read(Manner.NATIVE, surroundings(), flags());
        if (!now.storageNames().contains(name)) {
            reporter.note(
                    "from this directory " + now.file().map(Path::toString).orElse("no file")
                            + " is read, which does not name it; --config " + config.file() + " does");
        }
        settings = now;
        String named = invocation
                .value("--config")
                .map(file -> " --config=" + ShellWord.quoted(file))
                .orElse("");
        return new StorageAdded(
                storage, config.file().toString(), "storage check" + named + " --storage=" + ShellWord.quoted(name));
    }

    @Override
    public void close() {
        opened.forEach(MutableStorage::close);
    }
}
