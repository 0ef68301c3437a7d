package dev.walkback.engine.restore.walk;

import dev.walkback.engine.verify.OpenedArchive;
import dev.walkback.storage.layer.Layers;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A server that was made just now, that archives, and of which there is a full backup in WAL-G's layout. */
final class MadeArchive implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long WAL_SEGMENT = 16 << 20;

    final PostgresServer server;
    private final Path folder;

    MadeArchive() throws IOException, InterruptedException {
        server = Components.postgres(15, Map.of());
        folder = server.freshFolder();
        shell("mkdir -p " + folder + "/storage/wal_005 " + folder + "/storage/basebackups_005");
        server.stop();
        server.set("archive_mode", "on");
        server.set("archive_command", "cp %p " + folder + "/storage/wal_005/%f");
        server.start();
        server.sql("create table kept (row int)");
        backup();
    }

    OpenedArchive opened() {
        return OpenedArchive.in(folder, Layers.unencrypted());
    }

    /** The segment that holds all until now is archived. */
    void archive() {
        String segment = server.sql("select pg_walfile_name(pg_switch_wal())");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (server.sql("select coalesce(max(last_archived_wal), '') from pg_stat_archiver")
                        .compareTo(segment)
                < 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(segment + " was not archived");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void backup() throws IOException, InterruptedException {
        Path parts = folder.resolve("part");
        String data = server.data().toString();
        // one session from start to stop: a backup belongs to it
        List<String> said = server.sql(
                        "select pg_backup_start('made', true)",
                        "copy (select 1) to program $$mkdir -p " + parts + " && cd " + data
                                + " && tar --exclude=pg_wal/* --exclude=postmaster.* --exclude=global/pg_control -cf "
                                + parts
                                + "/part_001.tar * && tar -cf " + parts + "/pg_control.tar global/pg_control$$",
                        "select lsn || chr(10) || labelfile from pg_backup_stop(false)",
                        "select system_identifier from pg_control_system()")
                .lines()
                .toList();
        String start = said.get(0);
        String stop = said.get(1);
        String label = String.join("\n", said.subList(2, said.size() - 1)).strip() + "\n";
        String system = said.getLast();
        String name = "base_" + server.sql("select pg_walfile_name('" + start + "')");
        Path backups = folder.resolve("storage/basebackups_005");
        Path tars = Files.createDirectories(backups.resolve(name).resolve("tar_partitions"));
        for (String part : List.of("part_001.tar", "pg_control.tar")) {
            Files.copy(parts.resolve(part), tars.resolve(part));
        }
        Files.writeString(folder.resolve("backup_label"), label);
        run(
                "tar",
                "-C",
                folder.toString(),
                "-cf",
                tars.resolve("backup_label.tar").toString(),
                "backup_label");
        archive();
        Files.writeString(
                backups.resolve(name + "_backup_stop_sentinel.json"),
                """
                {"LSN":%d,"PgVersion":150000,"FinishLSN":%d,"SystemIdentifier":%s,"UncompressedSize":1,"CompressedSize":1,\
                "DataCatalogSize":1,"ChkpNum":null,"Version":2,"StartTime":"2026-01-01T10:50:56.252879Z",\
                "FinishTime":"2026-01-01T10:50:57.795169Z","DateFmt":"%%Y-%%m-%%dT%%H:%%M:%%S.%%fZ","Hostname":"made",\
                "DataDir":"%s","IsPermanent":false}""".formatted(number(start), number(stop), system, data),
                StandardCharsets.UTF_8);
    }

    private static long number(String lsn) {
        String[] half = lsn.split("/", -1);
        long number = (Long.parseLong(half[0], 16) << 32) | Long.parseLong(half[1], 16);
        assert number > WAL_SEGMENT;
        return number;
    }

    private void shell(String command) {
        server.sql("copy (select 1) to program $$" + command + "$$");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + exit);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
