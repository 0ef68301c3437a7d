package dev.walkback.engine.restore.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.content.ReadEvent;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.verify.OpenedArchive;
import dev.walkback.engine.verify.RepointedSegment;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.layer.Layers;
import dev.walkback.testing.Components;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stage is not made of, and what it does where there is no room. */
class StageRefusalTest {

    private static final Timeline THIRD = new Timeline(3);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1\t0/9000000\tno recovery target specified\n",
                "1\t0/9000000\twhy\n2\t0/F000001\twhy\n",
                "not a history",
                "3\t0/9000000\titself\n"
            })
    void a_history_that_is_not_the_one_the_route_was_found_by_is_refused(String text) throws IOException {
        OpenedArchive archive = timelines();
        StageContents contents = onThird(archive);
        replace("00000003.history", text);
        WalStage stage = new WalStage(folder.resolve("stage"));

        StageException.NoHistory refused = catchThrowableOfType(
                StageException.NoHistory.class, () -> stager(archive, stage).stage(contents));

        assertThat(refused.timeline()).isEqualTo(THIRD);
        assertThat(stage.manifest().isAbsent()).isTrue();
    }

    @Test
    void a_history_that_cannot_be_decoded_is_refused() throws IOException {
        OpenedArchive archive = timelines();
        StageContents contents = onThird(archive);
        Path stored = folder.resolve("archive/storage/wal_005/00000003.history.zst");
        byte[] bytes = Files.readAllBytes(stored);
        Files.write(stored, Arrays.copyOf(bytes, bytes.length / 2));
        WalStage stage = new WalStage(folder.resolve("stage"));
        assertThatThrownBy(() -> stager(archive, stage).stage(contents)).isInstanceOf(StageException.NoHistory.class);
        assertThat(stage.manifest().isAbsent()).isTrue();
    }

    @Test
    void the_number_of_a_later_timeline_stays_taken_when_its_history_cannot_be_read() throws IOException {
        OpenedArchive archive = timelines();
        StageContents contents = onThird(archive);
        Path later = folder.resolve("archive/storage/wal_005/00000004.history.zst");
        byte[] bytes = Files.readAllBytes(later);
        Files.write(later, Arrays.copyOf(bytes, bytes.length / 2));
        WalStage stage = new WalStage(folder.resolve("stage"));
        Staged staged = stager(archive, stage).stage(contents);
        assertThat(staged.manifest().entries())
                .extracting(StageManifest.Entry::name)
                .contains("00000004.history");
        assertThat(stage.folder().resolve("00000004.history")).content().startsWith("# timeline 4 is taken");
    }

    @Test
    void two_segments_that_do_not_go_on_from_one_another_are_refused_though_each_is_sound() throws IOException {
        PackedArchive.named("segsize-1mb").unpackInto(folder.resolve("archive"));
        RepointedSegment.in(folder.resolve("archive"), "000000010000000000000008");
        OpenedArchive archive = OpenedArchive.in(folder.resolve("archive"), Layers.unencrypted());
        WalStage stage = new WalStage(folder.resolve("stage"));
        StageContents contents = WalStagerTest.everything(archive.cluster()).getFirst();

        StageException.Unsound refused = catchThrowableOfType(
                StageException.Unsound.class, () -> stager(archive, stage).stage(contents));

        assertThat(refused.findings()).extracting(Finding::code).containsExactly(FindingCode.SEGMENTS_APART);
        assertThat(refused.findings().getFirst().facts()).containsEntry("previous", "000000010000000000000007");
        assertThat(stage.manifest().isAbsent()).isTrue();
    }

    @Test
    void too_little_room_is_told_before_anything_is_written() throws Exception {
        OpenedArchive archive = OpenedArchive.named("segsize-1mb");
        StageContents contents = WalStagerTest.everything(archive.cluster()).getFirst();
        Path disk = mounted("1m");
        try {
            WalStage stage = new WalStage(disk.resolve("stage"));
            StageException.NoRoom refused = catchThrowableOfType(
                    StageException.NoRoom.class, () -> stager(archive, stage).stage(contents));
            assertThat(refused.needed()).isBetween(contents.bytes(), contents.bytes() + (2 << 20));
            assertThat(refused.free()).isLessThanOrEqualTo(1 << 20);
            assertThat(stage.folder()).isEmptyDirectory();
        } finally {
            command("umount", disk.toString());
        }
    }

    @Test
    void a_disk_that_fills_while_staging_ends_it_and_with_room_it_goes_on() throws Exception {
        OpenedArchive archive = OpenedArchive.named("segsize-1mb");
        StageContents contents = WalStagerTest.everything(archive.cluster()).getFirst();
        Path disk = mounted((contents.bytes() >> 20) + 2 + "m");
        try {
            WalStage stage = new WalStage(disk.resolve("stage"));
            AtomicBoolean filled = new AtomicBoolean();
            ContentSource oneByOne = new ContentSource(archive.storage(), archive.layers(), 1, event -> {
                if (event instanceof ReadEvent.Done && filled.compareAndSet(false, true)) {
                    fill(disk.resolve("filler"));
                }
            });
            assertThatThrownBy(() -> new WalStager(oneByOne, stage, null).stage(contents))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("No space left");
            assertThat(stage.manifest().isAbsent()).isTrue();

            Files.delete(disk.resolve("filler"));
            Staged staged = stager(archive, stage).stage(contents);

            assertThat(staged.fetched()).isEqualTo(contents.segments().size() - 1);
            WalStage whole = new WalStage(folder.resolve("stage"));
            assertThat(staged.manifest())
                    .isEqualTo(stager(archive, whole).stage(contents).manifest());
            assertThat(stage.folder()).isDirectoryNotContaining("glob:**.unfinished");
        } finally {
            command("umount", disk.toString());
        }
    }

    private OpenedArchive timelines() {
        PackedArchive.named("timelines").unpackInto(folder.resolve("archive"));
        return OpenedArchive.in(folder.resolve("archive"), Layers.unencrypted());
    }

    private static StageContents onThird(OpenedArchive archive) {
        return WalStagerTest.everything(archive.cluster()).stream()
                .filter(contents -> contents.line().timeline().equals(THIRD))
                .findFirst()
                .orElseThrow();
    }

    private void replace(String name, String text) throws IOException {
        Path wal = folder.resolve("archive/storage/wal_005");
        Files.delete(wal.resolve(name + ".zst"));
        Files.writeString(wal.resolve(name), text);
    }

    private Path mounted(String size) throws IOException, InterruptedException {
        Components.root();
        Path disk = Files.createDirectory(folder.resolve("disk"));
        command("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString());
        return disk;
    }

    private static void fill(Path file) {
        try (var out = Files.newOutputStream(file)) {
            byte[] page = new byte[4096];
            while (Files.getFileStore(file).getUsableSpace() > 0) {
                out.write(page);
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static void command(String... words) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
    }

    private static WalStager stager(OpenedArchive archive, WalStage stage) {
        return new WalStager(archive.source(), stage, null);
    }
}
