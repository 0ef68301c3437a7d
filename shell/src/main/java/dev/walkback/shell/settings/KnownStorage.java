package dev.walkback.shell.settings;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A storage that the settings describe.
 *
 * @param where it is, as a URL or a path; empty where the settings do not say it
 * @param origin who says so
 * @param byDefault whether it counts when none is named
 */
public record KnownStorage(String name, String where, String origin, boolean byDefault) {

    /** The named ones in the order of the file; the one without a name first, where there is one. */
    public static List<KnownStorage> all(Settings settings) {
        String byDefault = byDefault(settings);
        List<KnownStorage> all = new ArrayList<>();
        place(settings)
                .ifPresent(value -> all.add(
                        known(ChosenStorage.DEFAULT, Optional.of(value), byDefault.equals(ChosenStorage.DEFAULT))));
        for (String name : settings.storageNames()) {
            all.add(known(name, place(settings.ofStorage(name)), byDefault.equals(name)));
        }
        if (Places.isPlace(byDefault)) {
            all.add(new KnownStorage(
                    byDefault,
                    byDefault,
                    settings.find("WALKBACK_STORAGE").orElseThrow().origin().toString(),
                    true));
        }
        return List.copyOf(all);
    }

    private static KnownStorage known(String name, Optional<Value> place, boolean byDefault) {
        return new KnownStorage(
                name,
                place.map(Value::shown).orElse(""),
                place.map(value -> value.origin().toString()).orElse(""),
                byDefault);
    }

    private static Optional<Value> place(Settings settings) {
        return Places.PREFIXES.stream()
                .flatMap(prefix -> settings.find(prefix).stream())
                .findFirst();
    }

    /** Empty where a command without {@code --storage} would be refused. */
    private static String byDefault(Settings settings) {
        try {
            return new StorageChoice(settings, warning -> {}).of("").name();
        } catch (UsageError none) {
            if (none.problem().code() == ErrorCode.STORAGE_NOT_GIVEN) {
                return "";
            }
            throw none;
        }
    }
}
