package dev.walkback.engine.restore;

import dev.walkback.engine.restore.host.Volume;
import java.nio.file.Path;
import java.util.List;

/**
 * What goes onto one file system, all that share it together.
 *
 * @param neededBytes as far as is known
 */
public record Space(Volume volume, List<Path> places, long neededBytes) {

    public Space {
        places = List.copyOf(places);
    }

    public boolean isEnough() {
        return neededBytes <= volume.freeBytes();
    }
}
