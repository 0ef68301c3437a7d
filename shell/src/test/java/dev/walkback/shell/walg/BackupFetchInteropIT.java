package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.testing.Components;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real wal-g and ours fetch one backup, each into a directory of its own; archives that any build of wal-g reads. {@code WALG=/path/to/wal-g mvn verify -Pinterop} runs it. */
@Tag("interop")
class BackupFetchInteropIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "lz4-delta-chain, LATEST, ''",
        "lz4-delta-chain, LATEST, '--mask base/*/1259'",
        "lz4-delta-chain, LATEST, '--restore-only extra'",
        "lz4-delta-chain, LATEST, '--restore-only extra,app/branches'",
        "zstd-wal-delta, LATEST, ''",
        "lzma-pgp, LATEST, ''",
        "composers, LATEST, ''",
        "composers, base_000000010000000000000008_D_000000010000000000000005, ''",
        "segsize-1mb, LATEST, ''",
        "timelines, base_00000003000000000000000F_D_00000002000000000000000A, ''",
    })
    void both_make_one_tree(String name, String backup, String flags) throws Exception {
        Path archive = PackedArchive.named(name).unpackInto(folder.resolve("archive"));
        Map<String, String> settings = ArchiveSettings.of(archive);
        List<String> more = flags.isEmpty() ? List.of() : List.of(flags.split(" "));

        theirs(settings, backup, more);
        ours(settings, backup, more);

        SortedMap<String, String> expected = tree(folder.resolve("theirs"));
        boolean reversed = flags.contains("--restore-only");
        assertThat(tree(folder.resolve("ours")))
                .isEqualTo(reversed ? withoutModes(expected, tree(folder.resolve("ours"))) : expected);
    }

    /** Their reverse order, which --restore-only implies, gives other modes: docs/reference/differences.md. */
    private static SortedMap<String, String> withoutModes(
            SortedMap<String, String> theirs, SortedMap<String, String> ours) {
        SortedMap<String, String> lines = new TreeMap<>();
        theirs.forEach((path, line) -> {
            String own = ours.getOrDefault(path, line);
            lines.put(path, own.substring(0, own.indexOf(' ')) + line.substring(line.indexOf(' ')));
        });
        return lines;
    }

    private void theirs(Map<String, String> settings, String backup, List<String> more) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Components.walg().toString(),
                "backup-fetch",
                folder.resolve("theirs").toString(),
                backup));
        line.addAll(more);
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(settings);
        // else what it cannot read is tried again for more than an hour
        builder.environment().put("WALG_DOWNLOAD_FILE_RETRIES", "0");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private void ours(Map<String, String> settings, String backup, List<String> more) throws InterruptedException {
        List<String> line =
                new ArrayList<>(List.of("backup-fetch", folder.resolve("ours").toString(), backup));
        line.addAll(more);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = new WalgFace()
                .run(
                        line,
                        new Console(
                                new ByteArrayOutputStream(),
                                err,
                                InputStream.nullInputStream(),
                                false,
                                false,
                                false,
                                80,
                                settings,
                                Clock.systemUTC()));
        assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
    }

    /** Mode, kind, size and a hash by path. */
    private static SortedMap<String, String> tree(Path directory) throws IOException {
        SortedMap<String, String> lines = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
                String content = Files.isRegularFile(path)
                        ? Files.size(path) + " " + Arrays.hashCode(Files.readAllBytes(path))
                        : "";
                lines.put(directory.relativize(path).toString(), Integer.toOctalString(mode) + " " + content);
            }
        }
        return lines;
    }
}
