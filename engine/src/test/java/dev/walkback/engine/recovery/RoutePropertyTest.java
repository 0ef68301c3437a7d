package dev.walkback.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Route;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RoutePropertyTest {

    @Property(tries = 10_000)
    void a_route_gets_as_far_as_a_server_that_asks_file_by_file(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int wanted, @ForAll @IntRange(max = 55) int wish) {
        RandomHistory history = new RandomHistory(seed);
        int target = Math.min(wanted, history.timelines);
        int from = 4 + wish % (history.end - 4);
        int to = Math.min(history.end, from + wish);
        Route route = route(history, target, from, to);
        int reached = history.readableFrom(target, from, to);
        assertThat(route.isWhole()).as(history::toString).isEqualTo(reached == to);
    }

    @Property(tries = 3_000)
    void a_whole_route_names_each_file_that_a_server_gets(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int wanted, @ForAll @IntRange(max = 55) int wish) {
        RandomHistory history = new RandomHistory(seed);
        int target = Math.min(wanted, history.timelines);
        int from = 4 + wish % (history.end - 4);
        int to = Math.min(history.end, from + wish);
        Route route = route(history, target, from, to);
        if (route.isWhole()) {
            assertThat(names(route)).as(history::toString).isEqualTo(history.filesAskedFor(target, from, to));
        }
    }

    @Property(tries = 3_000)
    void what_is_missing_first_is_not_there(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int wanted) {
        RandomHistory history = new RandomHistory(seed);
        int target = Math.min(wanted, history.timelines);
        Segment missing = route(history, target, 4, history.end).missing();
        boolean there =
                missing != null && history.holds((int) missing.timeline().number(), (int) missing.number());
        assertThat(there).as(history::toString).isFalse();
    }

    private static Route route(RandomHistory history, int target, int from, int to) {
        Cluster cluster = history.cluster();
        return Route.find(
                history.history(target),
                history.lsn(from),
                history.lsn(to),
                history.size,
                timeline -> coverage(cluster, timeline));
    }

    private static Optional<Coverage> coverage(Cluster cluster, Timeline timeline) {
        return cluster.timeline(timeline).map(TimelineWal::coverage);
    }

    private static List<String> names(Route route) {
        List<String> names = new ArrayList<>();
        for (Route.Leg leg : route.legs()) {
            for (Segment segment = leg.first(); segment.compareTo(leg.last()) <= 0; segment = segment.next()) {
                names.add(segment.name());
            }
        }
        return names;
    }
}
