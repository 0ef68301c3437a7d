package dev.walkback.engine.restore.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A look at this machine, for one plan.
 *
 * @param places what is at each place that is written to
 * @param volumes by the same places, the file system that it would lie on
 * @param majors of PostgreSQL whose server is installed, by number: {@code 15}
 * @param glibc its version; null where there is none, or nothing tells
 */
public record Host(
        Map<Path, Occupancy> places,
        Map<Path, Volume> volumes,
        List<String> majors,
        @Nullable String glibc) {

    /** Nothing is known of it. */
    public static final Host UNKNOWN = new Host(Map.of(), Map.of(), List.of(), null);

    public Host {
        places = Map.copyOf(places);
        volumes = Map.copyOf(volumes);
        majors = List.copyOf(majors);
    }

    public Occupancy at(Path place) {
        return places.getOrDefault(place, Occupancy.ABSENT);
    }

    public Optional<Volume> volume(Path place) {
        return Optional.ofNullable(volumes.get(place));
    }
}
