package dev.walkback.shell.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line said about settings.
 *
 * @param config the file that {@code --config} named, or null
 * @param settings text by the setting's name, such as {@code WALG_S3_PREFIX}; an empty text counts
 */
public record Flags(@Nullable String config, Map<String, String> settings) {

    public static final Flags NONE = new Flags(null, Map.of());

    public Flags {
        settings = Map.copyOf(settings);
    }

    /** Values may be secrets under the name wal-g, which has a flag for every setting. */
    @Override
    public String toString() {
        return "Flags[config " + config + ", " + settings.keySet() + "]";
    }
}
