package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real wal-g and ours, side by side on a real archive. {@code mvn verify -Pinterop} with {@code WALG=/path/to/wal-g} runs it. */
@Tag("interop")
class StorageToolsInteropIT {

    @TempDir
    Path folder;

    @Test
    void both_list_an_archive_with_the_same_bytes() throws Exception {
        Path archive = unpacked();
        for (String command : List.of("st ls", "st ls -r", "st ls -r wal_005", "st ls basebackups_005")) {
            assertThat(ours(archive, command)).as(command).isEqualTo(theirs(archive, command));
        }
    }

    @Test
    void each_reads_what_the_other_stored() throws Exception {
        Path storage = Files.createDirectory(folder.resolve("exchange"));
        Path sent = Files.writeString(folder.resolve("sent"), "what goes in comes out\n".repeat(100_000));
        for (String method : List.of("lz4", "zstd", "lzma", "none")) {
            for (boolean weWrite : List.of(true, false)) {
                String key = method + weWrite;
                List<String> put = List.of("st", "put", "--walg-compression-method", method, sent.toString(), key);
                run(weWrite ? launcher() : Components.walg(), storage, put);
                String stored = key
                        + Map.of("lz4", ".lz4", "zstd", ".zst", "lzma", ".lzma", "none", "")
                                .get(method);
                Path received = folder.resolve("received-" + key);
                run(
                        weWrite ? Components.walg() : launcher(),
                        storage,
                        List.of("st", "get", stored, received.toString()));

                assertThat(received).as(key).hasSameBinaryContentAs(sent);
            }
        }
    }

    private Path unpacked() throws IOException {
        Path into = folder.resolve("archive");
        PackedArchive.named("timelines").unpackInto(into);
        return into.resolve("storage");
    }

    private static Path launcher() {
        return Path.of(System.getProperty("walkback.root"), "scripts", "wal-g");
    }

    private static String ours(Path storage, String command) throws Exception {
        return run(launcher(), storage, List.of(command.split(" ", -1)));
    }

    private static String theirs(Path storage, String command) throws Exception {
        return run(Components.walg(), storage, List.of(command.split(" ", -1)));
    }

    private static String run(Path program, Path storage, List<String> words) throws Exception {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("WALG_FILE_PREFIX", storage.toString());
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s %s", program, words).isZero();
        return out;
    }
}
