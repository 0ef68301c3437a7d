package dev.walkback.engine.restore.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.verify.OpenedArchive;
import dev.walkback.testing.Sampling;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** kill -9 anywhere while WAL is staged, and the same again. */
class KilledStageIT {

    private static final OpenedArchive ARCHIVE = OpenedArchive.named("segsize-1mb");

    @TempDir
    Path folder;

    static List<Integer> points() {
        Random random = new Random(Sampling.seed());
        // each is read in one piece at least, and ends
        int events = 2
                * WalStagerTest.everything(ARCHIVE.cluster())
                        .getFirst()
                        .segments()
                        .size();
        return Sampling.CHAOS.of(
                "kill -9 of a staging",
                IntStream.range(0, 20).mapToObj(i -> random.nextInt(events)).toList(),
                3);
    }

    @ParameterizedTest
    @MethodSource("points")
    void killed_and_run_again_the_stage_is_the_same_and_no_staged_segment_is_fetched_twice(int point) throws Exception {
        WalStage stage = new WalStage(folder.resolve("stage"));
        StageContents contents = WalStagerTest.everything(ARCHIVE.cluster()).getFirst();
        killed(stage, point);
        long there = contents.segments().stream()
                .filter(wanted -> Files.exists(stage.segment(wanted.segment())))
                .count();
        assertThat(stage.manifest().isAbsent())
                .as("no manifest before everything is there")
                .isTrue();

        Staged staged = stager(stage).stage(contents);

        assertThat(staged.fetched()).isEqualTo(contents.segments().size() - there);
        Staged unbroken = stager(new WalStage(folder.resolve("unbroken"))).stage(contents);
        assertThat(staged.manifest()).isEqualTo(unbroken.manifest());
        assertThat(names(stage)).isEqualTo(names(unbroken.stage()));
        for (String name : names(stage)) {
            assertThat(stage.folder().resolve(name))
                    .hasSameBinaryContentAs(unbroken.stage().folder().resolve(name));
        }
    }

    private static WalStager stager(WalStage stage) {
        return new WalStager(ARCHIVE.source(), stage, null);
    }

    private static List<String> names(WalStage stage) throws IOException {
        try (Stream<Path> files = Files.list(stage.folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void killed(WalStage stage, int point) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dwalkback.root=" + System.getProperty("walkback.root", "."),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StageChild.class.getName(),
                        ARCHIVE.folder().toString(),
                        stage.folder().toString(),
                        Integer.toString(point))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = child.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("here");
            child.destroyForcibly().waitFor();
        }
    }
}
