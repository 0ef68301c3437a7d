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

    /** The storage with retries and with the limits that the settings set. */
    public MutableStorage open(ChosenStorage chosen) {
        return new Wraps(chosen).around(openBare(chosen));
    }

    /** The storage without retries, so that every failure shows at once. */
    public MutableStorage openBare(ChosenStorage chosen) {
        Settings own = chosen.settings();
        // what PostgreSQL runs once a segment waits for this: a directory is told apart without the machinery of
        // switches, which no
        // AOT cache holds
        if (chosen.place() instanceof Place.Directory place) {
            return Opening.directory(place, own, clock);
        }
        return switch (chosen.place()) {
            case Place.Directory place -> Opening.directory(place, own, clock);
            case Place.Bucket place -> Opening.bucket(place, own, warnings, clock);
            case Place.Container place -> Opening.container(place, own);
            case Place.Host place -> Opening.host(place, own, clock);
            case Place.Unsupported place ->
                throw new UsageError(
                        ErrorCode.BAD_SETTING,
                        place.service() + " is not supported yet",
                        "storages can be directories, S3, Azure Blob Storage and SSH",
                        List.of());
        };
    }
}
