package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.testing.Components;
import dev.walkback.testing.PackedArchive;
import dev.walkback.testing.RestoredServer;
import dev.walkback.testing.Story;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What WAL-G pushed is restored, its server goes on, and walkback adds a delta to the chain: of each codec and key. */
class ExtendedArchiveIT {

    private static final Map<String, Integer> ARCHIVES = Map.of(
            "lz4-delta-chain", 15,
            "none-and-mixed", 18,
            "brotli-libsodium", 16,
            "lzma-pgp", 14);

    static Stream<String> archives() {
        return ARCHIVES.keySet().stream()
                .filter(name -> Components.postgresMajors().contains(ARCHIVES.get(name)))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("archives")
    void a_delta_on_a_chain_that_wal_g_made_restores_with_it(String name) throws Exception {
        int major = ARCHIVES.get(name);
        try (RestoredServer first = Components.restored(major);
                RestoredServer second = Components.restored(major)) {
            Path archive = PackedArchive.named(name)
                    .unpackInto(Files.createDirectory(first.data().resolveSibling("archive")));
            Path wal = Files.createDirectory(first.data().resolveSibling("wal"));
            Map<String, String> settings = new HashMap<>(ArchiveSettings.of(archive));
            fetchWal(archive, wal, settings);
            run(settings, "backup-fetch", first.data().toString(), "LATEST");
            Path arriving = archive.resolve("storage/wal_005");
            Files.setPosixFilePermissions(arriving, PosixFilePermissions.fromString("rwxrwxrwx"));
            first.set("archive_mode", "on");
            first.set("archive_command", "cp %p " + arriving + "/%f");
            start(first, wal);
            change(first);
            settings.putAll(Map.of(
                    "PGHOST", "127.0.0.1",
                    "PGPORT", Integer.toString(first.port()),
                    "PGUSER", "postgres",
                    "WALG_DELTA_MAX_STEPS", "9"));

            assertThat(run(settings, "backup-push", first.data().toString())).contains("Making delta ");

            first.sql("insert into added values (2)", "select pg_switch_wal()");
            Map<String, Story.Content> tables = first.tables();
            first.sql("select pg_switch_wal()");
            first.stop();
            run(settings, "backup-fetch", second.data().toString(), "LATEST");
            second.set("archive_mode", "off");
            start(second, arriving);
            assertThat(second.tables()).isEqualTo(tables).containsKey("postgres:public.added");
        }
    }

    private static void change(RestoredServer server) {
        server.sql(
                "create table added(id int)",
                "insert into added values (1)",
                "create table filled as select g as id, repeat('x', 100) as v from generate_series(1, 3000) g",
                "delete from filled where id % 7 = 0",
                "vacuum");
    }

    private static void start(RestoredServer server, Path wal) throws IOException {
        Files.writeString(server.data().resolve("recovery.signal"), "");
        server.set("restore_command", "cp " + wal + "/%f %p");
        server.set("recovery_target_timeline", "latest");
        server.start();
        server.await("recovery has ended", "select pg_is_in_recovery()", "f"::equals);
    }

    /** So that a plain copy can give it to the server. */
    private static void fetchWal(Path archive, Path into, Map<String, String> settings) throws Exception {
        try (Stream<Path> objects = Files.list(archive.resolve("storage/wal_005"))) {
            for (Path object : objects.toList()) {
                String name = object.getFileName().toString().replaceFirst("\\..*", "");
                if (name.matches("[0-9A-F]{24}") && !Files.exists(into.resolve(name))) {
                    run(settings, "wal-fetch", name, into.resolve(name).toString());
                }
            }
        }
    }

    private static String run(Map<String, String> settings, String... words) throws InterruptedException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = new WalgFace()
                .run(
                        List.of(words),
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
        String said = err.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(said).isZero();
        return said;
    }
}
