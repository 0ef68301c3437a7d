package dev.walkback.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings that are shared out to many workers. */
class SweepTest {

    private static MemoryStorage holding(Iterable<Segment> segments) {
        MemoryStorage storage = new MemoryStorage("many", ArchiveObjects.afterwards());
        for (Segment segment : segments) {
            storage.write("wal_005/" + segment.name() + ".lz4", Content.of(new byte[1]), Overwrite.ALLOWED);
        }
        return storage;
    }

    private static Archive read(FaultyStorage storage) {
        return ArchiveReader.plain(ArchiveObjects.afterwards()).read(storage, Layers.unencrypted());
    }

    private static Set<Segment> found(Archive archive) {
        Set<Segment> found = new TreeSet<>();
        for (TimelineWal timeline : archive.clusters().getFirst().timelines()) {
            for (int i = 0; i < timeline.segments().count(); i++) {
                found.add(timeline.segments().at(i).segment());
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_segment_is_found_once_however_it_is_scattered(long seed) {
        Random random = new Random(seed);
        Set<Segment> drawn = new HashSet<>();
        int timelines = 1 + random.nextInt(seed % 2 == 0 ? 4 : 900);
        while (drawn.size() < 8_000) {
            Timeline timeline = new Timeline(1 + random.nextInt(timelines));
            long number = random.nextLong(1L << (4 + random.nextInt(20)));
            for (int i = 0; i < 1 + random.nextInt(2_000); i++) {
                drawn.add(new Segment(timeline, number + i, SegmentSize.USUAL));
            }
        }
        Archive archive = read(FaultyStorage.watching(holding(drawn)));
        assertThat(archive.inventory().count(Inventory.Kind.SEGMENT).objects()).isEqualTo(drawn.size());
        assertThat(found(archive)).isEqualTo(new TreeSet<>(drawn));
    }

    @Test
    void a_long_timeline_is_listed_by_several() {
        Set<Segment> line = new HashSet<>();
        for (int number = 1; number <= 20_000; number++) {
            line.add(new Segment(Timeline.FIRST, number, SegmentSize.USUAL));
        }
        FaultyStorage storage = FaultyStorage.watching(holding(line));
        assertThat(read(storage)
                        .clusters()
                        .getFirst()
                        .timelines()
                        .getFirst()
                        .coverage()
                        .runs())
                .hasSize(1);
        assertThat(storage.listings.stream()
                        .filter(range -> range.prefix().equals(WalListing.FOLDER))
                        .count())
                .isGreaterThan(4);
    }

    @Test
    void a_page_is_listed_by_one() {
        Set<Segment> line = new HashSet<>();
        for (int number = 1; number < 1_000; number++) {
            line.add(new Segment(Timeline.FIRST, number, SegmentSize.USUAL));
        }
        FaultyStorage storage = FaultyStorage.watching(holding(line));
        read(storage);
        assertThat(storage.listings)
                .filteredOn(range -> range.prefix().equals(WalListing.FOLDER))
                .hasSize(1);
    }

    @Test
    void backups_of_many_parts_are_listed_whole() {
        MemoryStorage storage = new MemoryStorage("parts", ArchiveObjects.afterwards());
        for (int backup = 1; backup <= 40; backup++) {
            String name = "basebackups_005/base_" + new Segment(Timeline.FIRST, backup, SegmentSize.USUAL).name();
            for (int part = 1; part <= 150; part++) {
                storage.write(
                        name + "/tar_partitions/part_" + part + ".tar.lz4", Content.of(new byte[1]), Overwrite.ALLOWED);
            }
            storage.write(
                    name + "_backup_stop_sentinel.json",
                    Content.of("{}".getBytes(StandardCharsets.UTF_8)),
                    Overwrite.ALLOWED);
        }
        Archive archive = read(FaultyStorage.watching(storage));
        assertThat(archive.clusters().getFirst().backups())
                .hasSize(40)
                .allSatisfy(backup -> assertThat(backup.objects().tars()).hasSize(150));
        assertThat(archive.inventory().objects()).isEqualTo(40 * 151);
    }

    @Test
    void forty_thousand_timelines_are_as_many_timelines() {
        Set<Segment> firsts = new HashSet<>();
        for (int id = 1; id <= 40_000; id++) {
            firsts.add(new Segment(new Timeline(id), id, SegmentSize.USUAL));
        }
        List<TimelineWal> timelines = read(FaultyStorage.watching(holding(firsts)))
                .clusters()
                .getFirst()
                .timelines();
        assertThat(timelines).hasSize(40_000);
    }
}
