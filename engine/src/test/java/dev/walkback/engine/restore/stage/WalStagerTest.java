package dev.walkback.engine.restore.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.verify.OpenedArchive;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Route;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.record.SegmentScan;
import dev.walkback.storage.layer.Layers;
import dev.walkback.testing.DamagedArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class WalStagerTest {

    static final List<String> NAMES = OpenedArchive.NAMES;

    static final Map<String, FindingCode> FAULTS = Map.of(
            "truncated-wal", FindingCode.SEGMENT_DAMAGED,
            "empty-wal", FindingCode.SEGMENT_EMPTY,
            "flipped-byte-wal", FindingCode.SEGMENT_DAMAGED,
            "short-wal", FindingCode.SEGMENT_WRONG_SIZE,
            "not-compressed-wal", FindingCode.SEGMENT_DAMAGED);

    @TempDir
    Path folder;

    static Set<String> faults() {
        return FAULTS.keySet();
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void what_wal_g_stored_is_staged_sound(String name) throws IOException {
        OpenedArchive archive = OpenedArchive.named(name);
        for (StageContents contents : everything(archive.cluster())) {
            WalStage stage = new WalStage(
                    folder.resolve(contents.segments().getFirst().segment().name()));
            Staged staged = stager(archive, stage).stage(contents);
            assertThat(staged.fetched()).isEqualTo(contents.segments().size());
            for (WantedSegment wanted : contents.segments()) {
                try (InputStream plain = Files.newInputStream(stage.segment(wanted.segment()))) {
                    assertThat(SegmentScan.read(plain, wanted.segment()).flaw().isOfWhole())
                            .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_damaged_segment_is_not_staged_and_there_is_no_manifest(String fault) {
        OpenedArchive archive = OpenedArchive.damaged(folder.resolve("archive"), fault);
        WalStage stage = new WalStage(folder.resolve("stage"));
        StageContents contents = everything(whole(archive.cluster())).getFirst();
        assertThatThrownBy(() -> stager(archive, stage).stage(contents))
                .asInstanceOf(type(StageException.Unsound.class))
                .extracting(StageException.Unsound::findings)
                .satisfies(findings ->
                        assertThat(findings).extracting(Finding::code).containsExactly(FAULTS.get(fault)));
        assertThat(stage.manifest().isAbsent()).isTrue();
    }

    @Test
    void the_manifest_lists_what_is_there() {
        Staged staged = staged("timelines");
        Document<StageManifest> read = staged.stage().manifest();
        assertThat(read.optional()).contains(staged.manifest());
        for (StageManifest.Entry entry : staged.manifest().entries()) {
            assertThat(staged.stage().folder().resolve(entry.name())).hasSize(entry.bytes());
        }
    }

    @Test
    void a_second_run_fetches_nothing() {
        Staged first = staged("timelines");
        Staged second = staged("timelines");
        assertThat(second.fetched()).isZero();
        assertThat(second.manifest()).isEqualTo(first.manifest());
    }

    @Test
    void a_file_that_was_altered_meanwhile_is_fetched_again() throws IOException {
        Staged first = staged("timelines");
        Path altered = first.stage()
                .folder()
                .resolve(first.manifest().entries().getLast().name());
        try (RandomAccessFile file = new RandomAccessFile(altered.toFile(), "rw")) {
            file.seek(100);
            file.write(0x55);
        }
        assertThat(staged("timelines").fetched()).isEqualTo(1);
    }

    @Test
    void only_its_owner_may_look() throws IOException {
        Staged staged = staged("segsize-1mb");
        try (Stream<Path> files = Files.list(staged.stage().folder())) {
            assertThat(files.map(WalStagerTest::permissions).collect(Collectors.toSet()))
                    .containsExactly("rw-------");
        }
        assertThat(permissions(staged.stage().folder())).isEqualTo("rwx------");
    }

    @Test
    void wal_of_another_system_is_not_mixed_in() {
        Staged staged = staged("timelines");
        OpenedArchive other = OpenedArchive.named("segsize-1mb");
        StageContents contents = everything(other.cluster()).getFirst();
        assertThatThrownBy(() -> stager(other, staged.stage()).stage(contents))
                .isInstanceOf(StageException.Taken.class);
    }

    @Test
    void of_two_copies_the_sound_one_is_taken() throws IOException {
        Path sound = DamagedArchive.unpackInto(folder.resolve("archive"), "no-key");
        Path damaged = DamagedArchive.unpackInto(folder.resolve("damaged"), "flipped-byte-wal");
        String name = "storage/wal_005/000000010000000000000004";
        Path plain = folder.resolve("plain");
        try (InputStream decoded =
                OpenedArchive.in(sound, Layers.unencrypted()).source().open("wal_005/000000010000000000000004.lz4")) {
            Files.copy(decoded, plain);
        }
        Files.move(plain, sound.resolve(name));
        Files.copy(damaged.resolve(name + ".lz4"), sound.resolve(name + ".lz4"), StandardCopyOption.REPLACE_EXISTING);
        OpenedArchive archive = OpenedArchive.in(sound, Layers.unencrypted());
        Staged staged = stager(archive, new WalStage(folder.resolve("stage")))
                .stage(everything(archive.cluster()).getFirst());
        assertThat(staged.manifest().entries())
                .extracting(StageManifest.Entry::name)
                .contains("000000010000000000000004");
    }

    private Staged staged(String name) {
        OpenedArchive archive = OpenedArchive.named(name);
        return stager(archive, new WalStage(folder.resolve("stage")))
                .stage(everything(archive.cluster()).getFirst());
    }

    private static WalStager stager(OpenedArchive archive, WalStage stage) {
        return new WalStager(archive.source(), stage, null);
    }

    /** One for each run of segments that there is, along its own timeline. */
    static List<StageContents> everything(Cluster cluster) {
        return cluster.timelines().stream()
                .flatMap(wal -> wal.coverage().runs().stream().map(run -> contents(cluster, wal, run)))
                .toList();
    }

    private static StageContents contents(Cluster cluster, TimelineWal wal, Coverage.Run run) {
        TimelineHistory line = wal.history().optional().orElse(TimelineHistory.none(wal.timeline()));
        Route.Leg leg = new Route.Leg(run.first(), run.last());
        Route route = new Route(line, run.first().start(), run.last().end(), List.of(leg), null);
        return StageContents.of(cluster, route, true);
    }

    /** As if nobody had noticed that an object is empty. */
    private static Cluster whole(Cluster cluster) {
        TimelineWal wal = cluster.timeline(Timeline.FIRST).orElseThrow();
        Segment first = wal.coverage().runs().getFirst().first();
        Segment last = wal.coverage().runs().getLast().last();
        Coverage all = new Coverage(Timeline.FIRST, List.of(new Coverage.Run(first, last)));
        return new Cluster(
                cluster.identifier(),
                cluster.segmentSize(),
                cluster.segmentSizeIsKnown(),
                cluster.pgVersion(),
                List.of(wal.covering(all)),
                cluster.backups());
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
