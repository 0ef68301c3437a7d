package dev.walkback.shell.command;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a storage before anybody talks to it.
 *
 * @param name as it was called, or {@code default}
 * @param settings that lead there, each with its origin; secrets as {@code ***}
 * @param server scheme, host and port; null for a directory of this machine, and where the service's own names are used
 * @param directory null where the storage is not on this machine
 * @param caFile certificates to be trusted beside Java's; null for none
 */
public record Target(
        String name,
        List<String> settings,
        @Nullable URI server,
        @Nullable Path directory,
        @Nullable Path caFile,
        Duration patience) {

    public Target {
        settings = List.copyOf(settings);
    }
}
