package dev.walkback.bench.look;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * An archive of one cluster without a gap: so many segments on one timeline, and backups spread evenly over them, a full one and
 * then seven deltas. Documents are as WAL-G 3 writes them; segments and parts are noise of some hundred bytes.
 *
 * @param segments how many, of 16 MiB each as their names have it
 */
record MadeArchive(int segments, int backups) {

    private static final long SYSTEM = 7710575489334120503L;
    private static final int CHAIN = 8;
    private static final String DATES = "\"%Y-%m-%dT%H:%M:%S.%fZ\"";

    /** Hands out every object: its key and its bytes. */
    void objects(BiConsumer<String, byte[]> to) {
        Random noise = new Random(1);
        for (int segment = 1; segment <= segments; segment++) {
            to.accept("wal_005/" + name(segment) + ".lz4", bytes(noise, 400));
        }
        for (int number = 0; number < backups; number++) {
            backup(number, noise, to);
        }
    }

    /** The archive as files; a folder that is there already is taken to hold it. */
    Path in(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            Path fresh = Files.createDirectories(folder.resolveSibling(folder.getFileName() + ".new"));
            objects((key, bytes) -> {
                try {
                    Path file = fresh.resolve(key);
                    Files.createDirectories(file.getParent());
                    Files.write(file, bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Files.move(fresh, folder);
        }
        return folder;
    }

    /** Where the last segment ends, as PostgreSQL writes it. */
    String end() {
        return "%X/%08X".formatted(segments / 256, (segments % 256) << 24 | 0x28);
    }

    static String name(int segment) {
        return "00000001%08X%08X".formatted(segment / 256, segment % 256);
    }

    private void backup(int number, Random noise, BiConsumer<String, byte[]> to) {
        String name = backupName(number);
        long start = start(number);
        String folder = "basebackups_005/" + name + "/";
        to.accept("basebackups_005/" + name + "_backup_stop_sentinel.json", utf8(sentinel(number, start)));
        to.accept(folder + "metadata.json", utf8(metadata(number, start)));
        to.accept(folder + "files_metadata.json", utf8("{\"Files\":{},\"TarFileSets\":{}}"));
        to.accept(folder + "tar_partitions/part_001.tar.lz4", bytes(noise, 900));
        to.accept(folder + "tar_partitions/pg_control.tar.lz4", bytes(noise, 300));
        to.accept(folder + "tar_partitions/backup_label.tar.lz4", bytes(noise, 300));
    }

    private int at(int number) {
        return 1 + (int) ((long) number * segments / backups);
    }

    private long start(int number) {
        return ((long) at(number) << 24) + 0x28;
    }

    private String backupName(int number) {
        String name = "base_" + name(at(number));
        return number % CHAIN == 0 ? name : name + "_D_" + name(at(number - 1));
    }

    private String sentinel(int number, long start) {
        String delta = number % CHAIN == 0
                ? ""
                : "\"DeltaLSN\":%d,\"DeltaFrom\":\"%s\",\"DeltaFullName\":\"%s\",\"DeltaCount\":%d,"
                        .formatted(
                                start(number - 1),
                                backupName(number - 1),
                                backupName(number / CHAIN * CHAIN),
                                number % CHAIN);
        return ("{\"LSN\":%d,%s\"PgVersion\":150018,\"FinishLSN\":%d,\"SystemIdentifier\":%d,\"UncompressedSize\":23379417,"
                        + "\"CompressedSize\":1685438,\"DataCatalogSize\":23489920,\"ChkpNum\":null,\"Version\":2,"
                        + "\"StartTime\":\"%s\",\"FinishTime\":\"%s\",\"DateFmt\":%s,\"Hostname\":\"db1\","
                        + "\"DataDir\":\"/var/lib/postgresql/15/main\",\"IsPermanent\":false}")
                .formatted(start, delta, start + 216, SYSTEM, time(number, 2), time(number, 9), DATES);
    }

    private String metadata(int number, long start) {
        return ("{\"start_time\":\"%s\",\"finish_time\":\"%s\",\"date_fmt\":%s,\"hostname\":\"db1\","
                        + "\"data_dir\":\"/var/lib/postgresql/15/main\",\"pg_version\":150018,\"start_lsn\":%d,\"finish_lsn\":%d,"
                        + "\"is_permanent\":false,\"system_identifier\":%d,\"uncompressed_size\":23379417,\"compressed_size\":1685438}")
                .formatted(time(number, 2), time(number, 9), DATES, start, start + 216, SYSTEM);
    }

    private static String time(int number, int second) {
        return String.format(
                Locale.ROOT, "2026-%02d-%02dT02:14:%02d.252879Z", number / 28 % 12 + 1, number % 28 + 1, second);
    }

    private static byte[] bytes(Random noise, int length) {
        byte[] bytes = new byte[length];
        noise.nextBytes(bytes);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
