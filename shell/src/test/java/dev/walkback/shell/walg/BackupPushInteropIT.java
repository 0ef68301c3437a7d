package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.shell.Console;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real wal-g and ours push one data directory. {@code WALG=/path/to/wal-g mvn verify -Pinterop} runs it. */
@Tag("interop")
class BackupPushInteropIT {

    /** What the server itself writes from one push to the next. */
    private static final List<String> RESTLESS =
            List.of("pg_internal.init", "pg_logical", "replorigin_checkpoint", "pg_control", "backup_label");

    @Test
    void both_make_one_backup() throws Exception {
        Path walg = Components.walg();
        try (PostgresServer server = Components.postgres(
                Components.postgresMajors().getLast(), Map.of("autovacuum", "off", "full_page_writes", "on"))) {
            server.sql("create table story as select generate_series(1, 1000) g", "vacuum", "checkpoint");
            Path theirs = server.freshFolder();
            Path ours = server.freshFolder();

            theirs(walg, server, theirs);
            ours(server, ours);

            assertThat(fields(ours, "_sentinel.json")).isEqualTo(fields(theirs, "_sentinel.json"));
            assertThat(fields(ours, "/metadata.json")).isEqualTo(fields(theirs, "/metadata.json"));
            assertThat(fields(ours, "/files_metadata.json")).isEqualTo(fields(theirs, "/files_metadata.json"));
            Map<String, String> ourFiles = described(ours);
            Map<String, String> theirFiles = described(theirs);
            assertThat(ourFiles.keySet()).isEqualTo(theirFiles.keySet());
            Map<String, String> ourEntries = entries(ours);
            Map<String, String> theirEntries = entries(theirs);
            // what was written to between the two has another time
            theirFiles.forEach((name, described) -> {
                if (!described.equals(ourFiles.get(name))) {
                    ourEntries.remove(name);
                    theirEntries.remove(name);
                }
            });
            assertThat(ourEntries).hasSizeGreaterThan(500).isEqualTo(theirEntries);
        }
    }

    private static void theirs(Path walg, PostgresServer server, Path archive) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(walg.toString(), "backup-push", server.data().toString()).redirectErrorStream(true);
        builder.environment().putAll(settings(server, archive));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static void ours(PostgresServer server, Path archive) throws InterruptedException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayOutputStream(),
                err,
                InputStream.nullInputStream(),
                false,
                false,
                false,
                80,
                settings(server, archive),
                Clock.systemUTC());
        int exit = new WalgFace().run(List.of("backup-push", server.data().toString()), console);
        assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
    }

    private static Map<String, String> settings(PostgresServer server, Path archive) {
        Map<String, String> settings = new HashMap<>(server.environment());
        settings.put("WALG_FILE_PREFIX", archive.toString());
        settings.put("TZ", "UTC");
        return settings;
    }

    private static Path object(Path archive, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(archive.resolve("basebackups_005"))) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Names and types of the topmost fields, in their order. */
    private static List<String> fields(Path archive, String ending) throws IOException {
        List<String> fields = new ArrayList<>();
        try (JsonParser json =
                new JsonFactory().createParser(object(archive, ending).toFile())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                fields.add(name + " " + json.nextToken());
                json.skipChildren();
            }
        }
        return fields;
    }

    /** When each was written, by its name. */
    private static Map<String, String> described(Path archive) throws IOException {
        Map<String, String> described = new TreeMap<>();
        try (InputStream in = Files.newInputStream(object(archive, "/files_metadata.json"))) {
            if (!(FilesMetadata.read(in) instanceof Document.Read<FilesMetadata>(FilesMetadata files))) {
                throw new AssertionError("no files metadata");
            }
            for (int i = 0; i < files.names(); i++) {
                String name = files.name(i);
                if (files.isDescribed(i) && RESTLESS.stream().noneMatch(name::endsWith)) {
                    described.put(name, files.modifiedNanos(i) + " " + files.isIncremented(i) + files.isSkipped(i));
                }
            }
        }
        return described;
    }

    /** Header and a hash of the content, by name. */
    private static Map<String, String> entries(Path archive) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (Stream<Path> all = Files.walk(archive.resolve("basebackups_005"))) {
            for (Path part : all.filter(file -> file.toString().contains("tar_partitions/part_"))
                    .toList()) {
                byte[] tar;
                try (InputStream plain = Codecs.ofKey(part.toString()).decoding(Files.newInputStream(part))) {
                    tar = plain.readAllBytes();
                }
                for (int at = 0; tar[at] != 0; ) {
                    String name = new String(tar, at, 100, StandardCharsets.UTF_8).replace("\0", "");
                    int size = Integer.parseInt(new String(tar, at + 124, 11, StandardCharsets.US_ASCII), 8);
                    int end = at + 512 + (size + 511) / 512 * 512;
                    if (RESTLESS.stream().noneMatch(name::endsWith)) {
                        entries.put(name, Arrays.hashCode(Arrays.copyOfRange(tar, at, end)) + " " + size);
                    }
                    at = end;
                }
            }
        }
        return entries;
    }
}
