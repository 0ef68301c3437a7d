package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.MetadataFormat;
import dev.walkback.shell.Console;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Where a server archives to, and what walkback, and a real wal-g, do with it under that name. */
final class LiveArchive {

    private static final int SEGMENT_NAME = 24;

    private final PostgresServer server;
    private final Path folder;
    private final Map<String, String> settings = new HashMap<>();

    /** The server is started again, so that it archives. */
    LiveArchive(PostgresServer server, Map<String, String> settings) throws IOException {
        this(server, server.freshFolder(), settings);
    }

    /** @param folder the archive's root, there already */
    LiveArchive(PostgresServer server, Path folder, Map<String, String> settings) throws IOException {
        this.server = server;
        this.folder = folder;
        Files.createDirectories(wal());
        Files.setPosixFilePermissions(wal(), PosixFilePermissions.fromString("rwxrwxrwx"));
        server.set("archive_mode", "on");
        server.set("archive_command", "cp %p " + wal() + "/%f");
        server.stop();
        server.start();
        this.settings.putAll(server.environment());
        if (!settings.containsKey("WALG_S3_PREFIX")) {
            this.settings.put("WALG_FILE_PREFIX", folder.toString());
        }
        this.settings.put("WALG_DELTA_MAX_STEPS", "9");
        this.settings.putAll(settings);
    }

    Path folder() {
        return folder;
    }

    Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /** @return what it said */
    String push(String... flags) throws InterruptedException {
        return ours("backup-push", server.data(), flags);
    }

    /** Without a directory: the server sends its files. */
    String pushSent(String... flags) throws InterruptedException {
        List<String> line = new ArrayList<>(List.of("backup-push"));
        line.addAll(List.of(flags));
        return ours(line);
    }

    /** Carries what the server has archived to the storage that the settings name, where that is not the folder itself. */
    void carry(Set<String> carried, long segmentBytes) throws IOException, InterruptedException {
        try (Stream<Path> files = Files.list(wal())) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                // one that is still being copied is shorter
                if ((name.length() != SEGMENT_NAME || Files.size(file) == segmentBytes) && carried.add(name)) {
                    ours(List.of("wal-push", file.toString()));
                }
            }
        }
    }

    void fetch(Path into, String... flags) throws InterruptedException {
        List<String> line = new ArrayList<>(List.of("backup-fetch", into.toString(), "LATEST"));
        line.addAll(List.of(flags));
        ours(line);
    }

    /** Where the server's one tablespace goes. */
    Path spec(Path data, Path there) throws IOException {
        String oid = Objects.requireNonNull(
                server.data().resolve("pg_tblspc").toFile().list())[0];
        return Files.writeString(
                folder.resolve("spec.json"),
                "{\"base_prefix\":\"" + data + "\",\"tablespaces\":[\"" + oid + "\"],\"" + oid + "\":{\"loc\":\""
                        + there + "\",\"link\":\"pg_tblspc/" + oid + "\"}}");
    }

    /** Starts what was restored, and waits for the end of all WAL. */
    void recover(RestoredServer restored) throws IOException {
        Files.writeString(restored.data().resolve("recovery.signal"), "");
        restored.set("restore_command", "cp " + wal() + "/%f %p");
        restored.set("archive_mode", "off");
        restored.start();
        restored.await("recovery has ended", "select pg_is_in_recovery()", "f"::equals);
    }

    /** Of each backup, in the order in which they start. */
    List<Boolean> permanent() throws IOException {
        List<Boolean> permanent = new ArrayList<>();
        for (Path metadata : documents("metadata.json")) {
            try (InputStream in = Files.newInputStream(metadata)) {
                permanent.add(MetadataFormat.read(in).optional().orElseThrow().permanent());
            }
        }
        return permanent;
    }

    List<Long> corruptPages() throws IOException {
        List<Long> pages = new ArrayList<>();
        for (Path files : documents("files_metadata.json")) {
            try (InputStream in = Files.newInputStream(files)) {
                pages.add(FilesMetadata.read(in).optional().orElseThrow().corruptPages());
            }
        }
        return pages;
    }

    private List<Path> documents(String name) throws IOException {
        try (Stream<Path> backups = Files.list(folder.resolve("basebackups_005"))) {
            return backups.filter(Files::isDirectory)
                    .sorted()
                    .map(backup -> backup.resolve(name))
                    .toList();
        }
    }

    String theirs(Path walg, String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(walg.toString()));
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(settings);
        builder.environment().put("WALG_DOWNLOAD_FILE_RETRIES", "0");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private Path wal() {
        return folder.resolve("wal_005");
    }

    private String ours(String command, Path directory, String... flags) throws InterruptedException {
        List<String> line = new ArrayList<>(List.of(command, directory.toString()));
        line.addAll(List.of(flags));
        return ours(line);
    }

    private String ours(List<String> line) throws InterruptedException {
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
        String log = err.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(log).isZero();
        return log;
    }
}
