package dev.walkback.shell.settings;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * What all sources together say, looked at once. Immutable. Readers take a setting's own name; asking for one that the
 * catalogue does not have is a bug, asking in a type that it is not is one too.
 *
 * <p>Under the name wal-g a value of the wrong type has become a {@link Warning} by the time it is read here, and the built-in
 * default counts; natively {@link #read} has refused it.
 */
public final class Settings {

    private final Manner manner;
    private final Surroundings around;
    private final Layers layers;
    private final NamedStorages named;
    private final Map<String, Value> values;
    private final List<Warning> warnings;
    private final @Nullable Path file;

    Settings(
            Manner manner,
            Surroundings around,
            Layers layers,
            NamedStorages named,
            Map<String, Value> values,
            List<Warning> warnings,
            @Nullable Path file) {
        this.manner = manner;
        this.around = around;
        this.layers = layers;
        this.named = named;
        this.values = Map.copyOf(values);
        this.warnings = List.copyOf(warnings);
        this.file = file;
    }

    /**
     * Looks at flags, environment and config file.
     *
     * @throws UsageError natively, when the file cannot be used, names an unknown setting, or a value is of the wrong type
     */
    public static Settings read(Manner manner, Surroundings around, Flags flags) {
        return new Reading(manner, around, flags).settings();
    }

    public Manner manner() {
        return manner;
    }

    public Surroundings surroundings() {
        return around;
    }

    /** What a person should be told once, in the order it was found. */
    public List<Warning> warnings() {
        return warnings;
    }

    /** The config file that was read, if there is one. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** Everything that was set, in the order of the catalogue; for {@code session show --origin} and the like. */
    public List<Value> set() {
        return Catalogue.all().settings().stream()
                .map(setting -> values.get(setting.name()))
                .filter(value -> value != null)
                .toList();
    }

    /** What was set, by whom. Empty when only the built-in default counts. */
    public Optional<Value> find(String name) {
        return Optional.ofNullable(values.get(Catalogue.all().require(name).name()));
    }

    public boolean isSet(String name) {
        return find(name).isPresent();
    }

    /** The text of a setting that is no secret; the built-in default when it is not set. */
    public Optional<String> text(String name) {
        Setting setting = Catalogue.all().require(name);
        if (setting.secret()) {
            throw new IllegalArgumentException(name + " is a secret");
        }
        return content(setting);
    }

    public Optional<Secret> secret(String name) {
        return find(name).map(Value::content);
    }

    public boolean flag(String name) {
        return content(required(name, Kind.FLAG)).flatMap(Amounts::flag).orElse(false);
    }

    /** A whole number, or a number of bytes. */
    public OptionalLong number(String name) {
        Setting setting = required(name, Kind.INTEGER, Kind.BYTES);
        Optional<Long> number =
                content(setting).flatMap(setting.kind() == Kind.BYTES ? Amounts::bytes : Amounts::integer);
        return number.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** A whole number that is a count of something. */
    int count(String name) {
        long number = number(name).orElseThrow();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new UsageError(ErrorCode.BAD_SETTING, name + " cannot be " + number, said(name), List.of());
        }
        return (int) number;
    }

    /**
     * One of the words that the setting knows.
     *
     * @throws UsageError under the name wal-g, when it is another one: WAL-G fails where the word is needed
     */
    public Optional<String> choice(String name) {
        Setting setting = required(name, Kind.CHOICE);
        Optional<String> text = content(setting);
        Optional<String> word = text.flatMap(written -> Types.word(setting, written));
        if (text.isPresent() && word.isEmpty()) {
            throw new UsageError(ErrorCode.BAD_SETTING, WrongType.what(setting), said(name), List.of());
        }
        return word;
    }

    private String said(String name) {
        return find(name).map(value -> value.origin().toString()).orElse("");
    }

    public OptionalDouble decimal(String name) {
        Optional<Double> number = content(required(name, Kind.DECIMAL)).flatMap(Amounts::decimal);
        return number.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    /** An amount of time, whether the setting writes it with units or as a number of them. */
    public Optional<Duration> duration(String name) {
        Setting setting = required(name, Kind.DURATION, Kind.MINUTES, Kind.SECONDS, Kind.MILLISECONDS);
        return content(setting).flatMap(text -> Types.duration(setting.kind(), text));
    }

    /** A path, taken from the working directory. Natively {@code ~/} is the home directory. */
    public Optional<Path> path(String name) {
        return content(required(name, Kind.PATH)).map(text -> {
            boolean home = manner == Manner.NATIVE && text.startsWith("~/");
            return home
                    ? around.home().resolve(text.substring(2))
                    : around.directory().resolve(text);
        });
    }

    /** The storages that the config file names, in its order. */
    public SequencedSet<String> storageNames() {
        return named.names();
    }

    /** The one of them that counts when none is asked for. */
    public Optional<String> defaultStorage() {
        return Optional.ofNullable(named.byDefault());
    }

    /**
     * The settings of one of those storages: what stands under its name, then what holds for all.
     *
     * @throws UsageError when the config file names none of that name
     */
    public Settings ofStorage(String name) {
        Layer storage = named.find(name);
        if (storage == null) {
            throw unknownStorage(name);
        }
        Layers narrowed = new Layers(layers.flags(), storage, layers.environment(), layers.file());
        Map<String, Value> overlaid = new LinkedHashMap<>();
        for (Setting setting : Catalogue.all().under(narrowed.names())) {
            narrowed.first(setting, manner, true)
                    .filter(value -> manner == Manner.NATIVE || Types.fits(value))
                    .ifPresent(value -> overlaid.put(setting.name(), value));
        }
        return new Settings(manner, around, narrowed, named, overlaid, List.of(), file);
    }

    private UsageError unknownStorage(String name) {
        String known = named.names().isEmpty()
                ? "no config file names any"
                : "the config file names " + String.join(", ", named.names());
        List<Suggestion> tries = new ArrayList<>();
        Nearest.of(name, named.names()).stream()
                .map(near -> Suggestion.command(
                        "storage check --storage " + ShellWord.quoted(near), "the nearest name there is"))
                .forEach(tries::add);
        if (Files.isDirectory(around.directory().resolve(name))) {
            tries.add(Suggestion.command(
                    "storage check --storage " + ShellWord.quoted("./" + name), "if the directory is meant"));
        }
        tries.add(Suggestion.command("help storages", "how a storage is named"));
        return new UsageError(
                ErrorCode.STORAGE_UNKNOWN, "there is no storage named " + ShellWord.quoted(name), known, tries);
    }

    private Optional<String> content(Setting setting) {
        Value value = values.get(setting.name());
        return value == null ? setting.fallback() : Optional.of(value.content().reveal());
    }

    private static Setting required(String name, Kind... kinds) {
        Setting setting = Catalogue.all().require(name);
        if (!List.of(kinds).contains(setting.kind())) {
            throw new IllegalArgumentException(name + " is " + setting.kind().said());
        }
        return setting;
    }

    /** Secrets as {@code ***}. */
    @Override
    public String toString() {
        return "Settings" + set();
    }
}
