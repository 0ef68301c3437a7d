package dev.walkback.engine.wal.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.push.DeltaWish;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.walpush.PushManner;
import dev.walkback.engine.walpush.WalPusher;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import dev.walkback.storage.wrap.PrefixedStorage;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of a real server's WAL, held against what really differs between two copies of it. */
class ChangedPagesIT {

    private static final SegmentSize MEGABYTE = new SegmentSize(1 << 20);
    private static final long SEED = Long.getLong("walkback.seed", System.nanoTime());

    @TempDir
    Path folder;

    static List<Integer> majors() {
        return Components.postgresMajors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void no_page_that_differs_is_missed_whichever_way_it_is_known(int major) throws Exception {
        try (PostgresServer server = Components.postgres(major, settings(major))) {
            Turmoil turmoil = new Turmoil(server, SEED);
            turmoil.begin();
            ServerCopy parent = ServerCopy.of(server);
            turmoil.go(25);
            fill(server);
            ServerCopy now = ServerCopy.of(server);
            Path wal = server.data().resolve("pg_wal");
            Path last = alone(wal, last(now));

            Map<String, Changes> ways = new LinkedHashMap<>();
            ways.put("pg_wal", find(DeltaWish.Changes.BY_MAPS_ONLY, parent, now, wal, null));
            ways.put("segments", find(DeltaWish.Changes.BY_MAPS_ONLY, parent, now, last, pushed(wal, now, false)));
            ways.put("maps", find(DeltaWish.Changes.BY_MAPS_ONLY, parent, now, last, pushed(wal, now, true)));
            if (major >= 17) {
                awaitSummaries(server, parent);
                ways.put("summaries", find(DeltaWish.Changes.BY_SUMMARIES_IF_THERE, parent, now, wal, null));
            }
            ways.forEach((way, changes) -> check(way, changes, parent, now));
            assertThat(ways.get("maps").maps()).isPositive();
        }
    }

    /** Up to where a whole group of segments was written: the first of which the segment before it is there too. */
    private static void fill(PostgresServer server) {
        while (Lsn.parse(server.sql("select pg_current_wal_lsn()"))
                .orElseThrow()
                .isBefore(new Lsn(0x2200000))) {
            server.sql("select pg_logical_emit_message(false, 'fill', ''), pg_switch_wal()");
        }
    }

    private static void check(String way, Changes changes, ServerCopy parent, ServerCopy now) {
        String about = way + " with -Dwalkback.seed=" + SEED + " " + changes.doubts();
        assertThat(changes.areKnown()).as(about).isTrue();
        assertThat(now.missedBy(changes.pages(), parent)).as(about).isEmpty();
        // told in full would be right as well, and of no use
        assertThat(now.pagesTold(changes.pages(), parent)).as(about).isLessThan(now.pagesIn(parent) / 2);
    }

    private static Changes find(
            DeltaWish.Changes wish, ServerCopy parent, ServerCopy now, Path wal, @Nullable ContentSource archive) {
        return ChangedPagesSource.of(new ChangesRequest(
                wish,
                TimelineHistory.none(Timeline.FIRST),
                Timeline.FIRST,
                parent.redo(),
                parent.finish(),
                now.redo(),
                MEGABYTE,
                null,
                ChangesRequest.USUAL_PAGES_PER_FILE,
                wal,
                archive));
    }

    /** The segments that a server would have archived by now. */
    private ContentSource pushed(Path wal, ServerCopy now, boolean withMaps) throws IOException {
        MemoryStorage storage = new MemoryStorage("archive", Clock.systemUTC());
        ContentSink sink = new ContentSink(
                storage, Layers.unencrypted(), Codecs.named("none").orElseThrow());
        ChangeRecorder recorder = new ChangeRecorder(folder.resolve("walg_data"), sink, warning -> {
            throw new AssertionError(warning);
        });
        WalPusher pusher = new WalPusher(sink, PushManner.CAREFUL, withMaps ? recorder : file -> {});
        try (Stream<Path> files = Files.list(wal)) {
            for (Path file : files.filter(file -> file.getFileName().toString().length() == 24)
                    .filter(file -> file.getFileName().toString().compareTo(last(now)) < 0)
                    .sorted()
                    .toList()) {
                pusher.push(file);
            }
        }
        recorder.flush();
        return new ContentSource(PrefixedStorage.over(storage, "wal_005/"), Layers.unencrypted(), 1, event -> {});
    }

    private Path alone(Path wal, String segment) throws IOException {
        Path alone = Files.createDirectories(folder.resolve("pg_wal"));
        Files.copy(wal.resolve(segment), alone.resolve(segment));
        return alone;
    }

    private static String last(ServerCopy now) {
        return Segment.at(Timeline.FIRST, now.redo(), MEGABYTE).name();
    }

    private static void awaitSummaries(PostgresServer server, ServerCopy parent) throws InterruptedException {
        Instant limit = Instant.now().plusSeconds(60);
        while (server.sql("select count(*) from pg_available_wal_summaries() where end_lsn > '" + parent.redo() + "'")
                .equals("0")) {
            assertThat(Instant.now()).isBefore(limit);
            Thread.sleep(50);
        }
    }

    private static Map<String, String> settings(int major) {
        Map<String, String> settings = new HashMap<>(Map.of(
                PostgresServer.INITDB,
                "--wal-segsize=1",
                // so that a page that only got a hint is in WAL as well
                "wal_log_hints",
                "on",
                "autovacuum",
                "off",
                "bgwriter_lru_maxpages",
                "0",
                "wal_keep_size",
                "2GB"));
        if (major >= 17) {
            settings.put("summarize_wal", "on");
        }
        return settings;
    }
}
