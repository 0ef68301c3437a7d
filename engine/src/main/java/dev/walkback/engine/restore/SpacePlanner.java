package dev.walkback.engine.restore;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.host.Host;
import dev.walkback.engine.restore.host.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reckons what goes onto which file system. */
final class SpacePlanner {

    /** What a server keeps of replayed WAL at the most, unless it was told otherwise. */
    private static final long USUAL_WAL = 1L << 30;

    private final Cluster cluster;
    private final Decision decision;
    private final Layout layout;
    private final Host host;

    SpacePlanner(Cluster cluster, Decision decision, Layout layout, Host host) {
        this.cluster = cluster;
        this.decision = decision;
        this.layout = layout;
        this.host = host;
    }

    /** In the order of the layout. How the data are shared out among tablespaces nothing tells: all of it is reckoned to the data directory. */
    List<Space> spaces() {
        long wal = decision.route().segments() * cluster.segmentSize().bytes();
        Map<Path, Long> needed = new LinkedHashMap<>();
        needed.put(layout.data(), decision.work().writeBytes());
        needed.merge(layout.wal() == null ? layout.data() : layout.wal(), Math.min(wal, USUAL_WAL), Long::sum);
        layout.tablespaces().forEach(tablespace -> needed.putIfAbsent(tablespace.place(), 0L));
        if (layout.stage() != null) {
            needed.merge(layout.stage(), wal, Long::sum);
        }
        Map<String, Space> byVolume = new LinkedHashMap<>();
        needed.forEach((place, bytes) -> host.volume(place)
                .ifPresent(volume -> byVolume.merge(
                        volume.name(), new Space(volume, List.of(place), bytes), SpacePlanner::together)));
        return List.copyOf(byVolume.values());
    }

    private static Space together(Space one, Space other) {
        List<Path> places = new ArrayList<>(one.places());
        places.addAll(other.places());
        Volume fuller = one.volume().freeBytes() < other.volume().freeBytes() ? one.volume() : other.volume();
        return new Space(fuller, places, one.neededBytes() + other.neededBytes());
    }
}
