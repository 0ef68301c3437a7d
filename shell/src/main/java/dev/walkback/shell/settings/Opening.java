package dev.walkback.shell.settings;

import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import java.nio.file.Path;
import java.time.Clock;

/** One method a kind of storage: from its place and settings to the storage. */
final class Opening {

    private Opening() {}

    static MutableStorage directory(Place.Directory place, Settings settings, Clock clock) {
        Links links =
                settings.choice("WALKBACK_FILE_LINKS").orElseThrow().equals("follow") ? Links.ANYWHERE : Links.INSIDE;
        Path root = place.path().resolve(subfolder(settings));
        return new LocalStorage(root, links, clock);
    }

    /** What {@code WALG_STORAGE_PREFIX} adds below every root, without slashes at its ends. */
    static String subfolder(Settings settings) {
        return settings.text("WALG_STORAGE_PREFIX").orElse("").replaceAll("^/+|/+$", "");
    }
}
