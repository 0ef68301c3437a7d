package dev.walkback.engine.restore.host;

import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.server.Installation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A look at this machine, for one plan.
 *
 * @param places what is at each place that is written to
 * @param volumes by the same places, the file system that each lies on or would lie on
 * @param installation of the major version that is needed; null where none was found
 * @param missingLibraries that a server is to load when it starts and that this installation does not have
 * @param glibc its version; null where there is none, or nothing tells
 * @param name of the host; empty where nothing tells
 * @param isRoot whether this process may write as anybody, which is whom the files would belong to
 */
public record Host(
        Map<Path, DataDirectory> places,
        Map<Path, Volume> volumes,
        @Nullable Installation installation,
        List<String> missingLibraries,
        @Nullable String glibc,
        String name,
        boolean isRoot) {

    /** Nothing is known of it. */
    public static final Host UNKNOWN = new Host(Map.of(), Map.of(), null, List.of(), null, "");

    /** As somebody who is not root. */
    public Host(
            Map<Path, DataDirectory> places,
            Map<Path, Volume> volumes,
            @Nullable Installation installation,
            List<String> missingLibraries,
            @Nullable String glibc,
            String name) {
        this(places, volumes, installation, missingLibraries, glibc, name, false);
    }

    public Host {
        places = Map.copyOf(places);
        volumes = Map.copyOf(volumes);
        missingLibraries = List.copyOf(missingLibraries);
    }

    public Optional<DataDirectory> at(Path place) {
        return Optional.ofNullable(places.get(place));
    }

    /** Whether something can be put there without touching what is there. */
    public boolean isFree(Path place) {
        return at(place).map(found -> found.content().isFree()).orElse(true);
    }

    public Optional<Volume> volume(Path place) {
        return Optional.ofNullable(volumes.get(place));
    }
}
