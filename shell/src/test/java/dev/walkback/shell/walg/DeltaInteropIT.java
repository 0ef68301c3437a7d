package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains that a real wal-g and walkback make in turn. {@code WALG=/path/to/wal-g mvn verify -Pinterop} runs it. */
@Tag("interop")
class DeltaInteropIT {

    private final Path walg = Components.walg();

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zstd", "none"})
    void a_chain_made_in_turn_gives_one_tree_to_both(String codec) throws Exception {
        try (PostgresServer server =
                Components.postgres(Components.postgresMajors().getFirst(), Map.of("autovacuum", "off"))) {
            LiveArchive archive = new LiveArchive(server, Map.of("WALG_COMPRESSION_METHOD", codec));
            fill(server);
            archive.push();
            change(server, 1);
            theirs(archive, server);
            change(server, 2);
            archive.push();
            change(server, 3);
            theirs(archive, server);
            change(server, 4);
            archive.push();
            Path theirs = server.data().resolveSibling("theirs");
            Path ours = server.data().resolveSibling("ours");
            archive.theirs(walg, "backup-fetch", theirs.toString(), "LATEST");
            archive.fetch(ours);
            assertThat(tree(ours)).isEqualTo(tree(theirs));
            assertThat(tree(ours).keySet()).contains("PG_VERSION", "global/pg_control");
        }
    }

    @Test
    void a_delta_of_one_parent_has_the_same_documents_and_no_larger_increments() throws Exception {
        try (PostgresServer server =
                Components.postgres(Components.postgresMajors().getFirst(), Map.of("autovacuum", "off"))) {
            LiveArchive archive = new LiveArchive(server, Map.of("WALG_COMPRESSION_METHOD", "none"));
            fill(server);
            server.sql("checkpoint");
            archive.theirs(walg, "backup-push", server.data().toString());
            String full = newest(archive);
            change(server, 1);
            server.sql("checkpoint");
            archive.push("--delta-from-name", full);
            String ours = newest(archive);
            archive.theirs(walg, "backup-push", server.data().toString(), "--delta-from-name", full);
            String theirs = newest(archive);
            assertThat(theirs).isNotEqualTo(ours);
            assertThat(fields(sentinel(archive, ours))).isEqualTo(fields(sentinel(archive, theirs)));
            assertThat(fields(document(archive, ours, "metadata.json")))
                    .isEqualTo(fields(document(archive, theirs, "metadata.json")));
            assertThat(kinds(archive, ours)).isEqualTo(kinds(archive, theirs));
            assertThat(bytes(archive, ours)).isLessThanOrEqualTo(bytes(archive, theirs) + 64 * 1024);
        }
    }

    private void theirs(LiveArchive archive, PostgresServer server) throws Exception {
        archive.theirs(walg, "backup-push", server.data().toString());
    }

    private static void fill(PostgresServer server) {
        server.sql(
                "create table kept as select g as id, repeat('x', 90) as v from generate_series(1, 20000) g",
                "create index on kept (id)",
                "create table cut as select g as id, repeat('y', 200) as v from generate_series(1, 8000) g");
    }

    private static void change(PostgresServer server, int round) {
        server.sql(
                "update kept set v = 'round " + round + "' where id % 700 = " + round,
                "create table made_" + round + " as select g as id from generate_series(1, 2000) g",
                "delete from cut where id > " + (8000 - round * 1500),
                "vacuum cut");
    }

    private static String newest(LiveArchive archive) throws IOException {
        try (Stream<Path> files = Files.list(archive.folder().resolve("basebackups_005"))) {
            return files.filter(file -> file.toString().endsWith("_backup_stop_sentinel.json"))
                    .max((one, other) -> Long.compare(
                            one.toFile().lastModified(), other.toFile().lastModified()))
                    .map(file -> file.getFileName().toString().replace("_backup_stop_sentinel.json", ""))
                    .orElseThrow();
        }
    }

    private static Path sentinel(LiveArchive archive, String name) {
        return archive.folder().resolve("basebackups_005/" + name + "_backup_stop_sentinel.json");
    }

    private static Path document(LiveArchive archive, String name, String document) {
        return archive.folder().resolve("basebackups_005/" + name + "/" + document);
    }

    /** The names of its fields in their order, and what has to be the same of both. */
    private static List<String> fields(Path json) throws IOException {
        List<String> fields = new java.util.ArrayList<>();
        try (var parser = new JsonFactory().createParser(json.toFile())) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                boolean isTheSame = List.of(
                                "DeltaLSN",
                                "DeltaFrom",
                                "DeltaFullName",
                                "DeltaCount",
                                "PgVersion",
                                "Hostname",
                                "DataDir",
                                "SystemIdentifier",
                                "Version",
                                "DateFmt",
                                "IsPermanent",
                                "hostname",
                                "data_dir")
                        .contains(name);
                fields.add(name + (isTheSame ? " " + parser.getText() : ""));
                parser.skipChildren();
            }
        }
        return fields;
    }

    /** How each relation's file is stored; catalogues change with every session and are left out. */
    private static SortedMap<String, String> kinds(LiveArchive archive, String name) throws IOException {
        SortedMap<String, String> kinds = new TreeMap<>();
        try (InputStream in = Files.newInputStream(document(archive, name, "files_metadata.json"))) {
            FilesMetadata files = FilesMetadata.read(in).optional().orElseThrow();
            for (int i = 0; i < files.names(); i++) {
                boolean isOurs = files.relationFile(i)
                        .filter(relation -> relation.filenode() >= 16_384)
                        .isPresent();
                if (isOurs && files.isDescribed(i)) {
                    kinds.put(
                            files.name(i),
                            files.isSkipped(i) ? "skipped" : files.isIncremented(i) ? "incremented" : "whole");
                }
            }
        }
        return kinds;
    }

    private static long bytes(LiveArchive archive, String name) throws IOException {
        try (Stream<Path> files = Files.list(document(archive, name, "tar_partitions"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static SortedMap<String, String> tree(Path directory) throws IOException {
        SortedMap<String, String> lines = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                if (Files.isRegularFile(path)) {
                    lines.put(
                            directory.relativize(path).toString(),
                            Files.size(path) + " " + Arrays.hashCode(Files.readAllBytes(path)));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        assertThat(new TreeSet<>(lines.keySet())).isNotEmpty();
        return lines;
    }
}
