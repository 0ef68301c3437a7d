package dev.walkback.shell.settings;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Which storage a command is about: the one it names, else the one that the settings do. */
public final class StorageChoice {

    private final Settings settings;
    private final Consumer<Warning> warnings;

    public StorageChoice(Settings settings, Consumer<Warning> warnings) {
        this.settings = settings;
        this.warnings = warnings;
    }

    /**
     * @param nameOrUrl empty for the one that the settings name
     * @throws UsageError when there is none, or none of that name
     */
    public ChosenStorage of(String nameOrUrl) {
        if (nameOrUrl.isEmpty()) {
            return byDefault();
        }
        if (settings.manner() == Manner.NATIVE && Places.isPlace(nameOrUrl)) {
            return new ChosenStorage(nameOrUrl, new Places(settings).ofUrl(nameOrUrl), settings);
        }
        if (nameOrUrl.equals(ChosenStorage.DEFAULT) && !settings.storageNames().contains(nameOrUrl)) {
            return byDefault();
        }
        return named(nameOrUrl);
    }

    private ChosenStorage byDefault() {
        if (settings.manner() == Manner.WALG) {
            return described(ChosenStorage.DEFAULT, settings)
                    .orElseThrow(() -> new UsageError(
                            ErrorCode.STORAGE_NOT_GIVEN, "Failed to find any configured storage", "", List.of()));
        }
        Optional<String> wanted = settings.text("WALKBACK_STORAGE").filter(name -> !name.isEmpty());
        if (wanted.isPresent()) {
            String name = wanted.get();
            return Places.isPlace(name)
                    ? new ChosenStorage(name, new Places(settings).ofUrl(name), settings)
                    : named(name);
        }
        // the environment is stronger than a file, and so is the storage that it describes
        return described(ChosenStorage.DEFAULT, settings)
                .filter(chosen -> place(settings)
                        .filter(value -> !(value.origin() instanceof Origin.File))
                        .isPresent())
                .or(() -> settings.defaultStorage().map(this::named))
                .or(() -> described(ChosenStorage.DEFAULT, settings))
                .or(this::theOnlyOne)
                .orElseThrow(this::none);
    }

    private Optional<ChosenStorage> theOnlyOne() {
        return settings.storageNames().size() == 1
                ? Optional.of(named(settings.storageNames().getFirst()))
                : Optional.empty();
    }

    private ChosenStorage named(String name) {
        Settings own = settings.ofStorage(name);
        return described(name, own)
                .orElseThrow(() -> new UsageError(
                        ErrorCode.BAD_SETTING,
                        "the storage " + name + " does not say where it is",
                        "it needs one of " + String.join(", ", Places.PREFIXES),
                        List.of()));
    }

    private Optional<ChosenStorage> described(String name, Settings own) {
        Optional<Value> first = place(own);
        if (first.isPresent() && own.manner() == Manner.NATIVE) {
            Places.PREFIXES.stream()
                    .flatMap(prefix -> own.find(prefix).stream())
                    .filter(value -> !value.setting().equals(first.get().setting()))
                    .forEach(value ->
                            warnings.accept(new Warning(value.setting().name() + " has no effect (" + value.origin()
                                    + "): " + first.get().setting().name() + " is set, too, and comes first")));
        }
        return first.map(prefix -> new ChosenStorage(name, new Places(own).ofSetting(prefix), own));
    }

    private static Optional<Value> place(Settings settings) {
        return Places.PREFIXES.stream()
                .flatMap(prefix -> settings.find(prefix).stream())
                .findFirst();
    }

    private UsageError none() {
        String why = settings.storageNames().isEmpty()
                ? "no --storage, no WALKBACK_STORAGE, and none of WAL-G's settings such as WALG_S3_PREFIX"
                : "the config file names " + String.join(", ", settings.storageNames())
                        + "; none of them is the default";
        List<Suggestion> tries = settings.storageNames().isEmpty()
                ? List.of(
                        Suggestion.command("storage ls --storage /var/lib/archive", "a directory"),
                        Suggestion.command("storage ls --storage s3://bucket/path", "a bucket"),
                        Suggestion.command("help storages", "all ways to name a storage"))
                : List.of(Suggestion.command(
                        "storage ls --storage " + settings.storageNames().getFirst(), "one of them"));
        return new UsageError(ErrorCode.STORAGE_NOT_GIVEN, "no storage was named", why, tries);
    }
}
