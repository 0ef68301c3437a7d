package dev.walkback.shell.settings;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.storage.MutableStorage;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Opens the storage that a command is about, ready for use. Loads the classes of no other kind of storage. */
public final class StorageOpener {

    private final Settings settings;
    private final Clock clock;
    private final Consumer<Warning> warnings;

    /** @param warnings told of settings that have no effect for the storage that is opened */
    public StorageOpener(Settings settings, Clock clock, Consumer<Warning> warnings) {
        this.settings = settings;
        this.clock = clock;
        this.warnings = warnings;
    }

    /**
     * @param nameOrUrl what {@code --storage} said; empty for the storage that the settings name
     * @throws UsageError when there is none, or its settings cannot be
     */
    public MutableStorage open(String nameOrUrl) {
        return open(new StorageChoice(settings, warnings).of(nameOrUrl));
    }

    public MutableStorage open(ChosenStorage chosen) {
        Settings own = chosen.settings();
        return switch (chosen.place()) {
            case Place.Directory place -> Opening.directory(place, own, clock);
            case Place.Bucket place -> throw unsupported(new Place.Unsupported("S3"));
            case Place.Container place -> throw unsupported(new Place.Unsupported("Azure Blob Storage"));
            case Place.Host place -> throw unsupported(new Place.Unsupported("SSH"));
            case Place.Unsupported place -> throw unsupported(place);
        };
    }

    private static UsageError unsupported(Place.Unsupported place) {
        return new UsageError(
                ErrorCode.BAD_SETTING,
                place.service() + " is not supported yet",
                "storages can be directories of this machine",
                List.of());
    }
}
