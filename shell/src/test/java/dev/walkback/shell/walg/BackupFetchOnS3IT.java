package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.storage.Content;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Overwrite;
import dev.walkback.testing.Components;
import dev.walkback.testing.FaultProxy;
import dev.walkback.testing.PackedArchive;
import dev.walkback.testing.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain out of an object store whose line breaks. */
class BackupFetchOnS3IT {

    private static final String BACKUP = "base_00000001000000000000000D_D_00000001000000000000000B";

    private final Path archive = PackedArchive.named("lz4-delta-chain").shared().resolve("storage");

    @TempDir
    private Path temp;

    @Test
    void over_a_line_that_breaks_it_is_the_same_tree_as_out_of_a_folder() throws Exception {
        fetch("folder", Map.of("WALG_FILE_PREFIX", archive.toString()));
        S3Server server = Components.s3proxy();
        try (FaultProxy line = FaultProxy.to(server.endpoint().getPort())) {
            Map<String, String> bucket = FreshBucket.settings(server);
            fill(bucket);
            line.down().cutOnceAfter(3 << 20);
            Map<String, String> behind = new HashMap<>(bucket);
            behind.put("AWS_ENDPOINT", "http://127.0.0.1:" + line.port());

            fetch("bucket", behind);

            assertThat(line.down().passed()).isGreaterThan(3 << 20);
        }
        assertThat(tree(temp.resolve("bucket"))).isEqualTo(tree(temp.resolve("folder")));
    }

    private void fetch(String folder, Map<String, String> settings) throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                OutputStream.nullOutputStream(),
                err,
                InputStream.nullInputStream(),
                false,
                false,
                false,
                80,
                settings,
                Clock.systemUTC());
        int exit =
                new WalgFace().run(List.of("backup-fetch", temp.resolve(folder).toString(), BACKUP), console);
        assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
    }

    /** Backups only: no WAL is asked for. */
    private void fill(Map<String, String> settings) throws Exception {
        WalgLog log = new WalgLog(OutputStream.nullOutputStream(), Clock.systemUTC(), ZoneOffset.UTC);
        try (MutableStorage storage = new SettingsConfiguration(settings, Clock.systemUTC())
                        .read(Map.of(), log)
                        .storage("default");
                Stream<Path> files = Files.walk(archive.resolve("basebackups_005"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                storage.write(
                        archive.relativize(file).toString(), Content.of(Files.readAllBytes(file)), Overwrite.ALLOWED);
            }
        }
    }

    private static Map<String, Integer> tree(Path folder) throws IOException {
        Map<String, Integer> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                tree.put(
                        folder.relativize(path).toString(),
                        Files.isRegularFile(path) ? Arrays.hashCode(Files.readAllBytes(path)) : 0);
            }
        }
        return tree;
    }
}
