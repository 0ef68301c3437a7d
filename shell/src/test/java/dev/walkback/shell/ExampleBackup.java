package dev.walkback.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;

/** Small base backups and a plain archive of WAL, around files that PostgreSQL 15 made: what restores without WAL-G are shown on. */
final class ExampleBackup {

    private static final Path VECTORS = PackedArchive.vectors().shared();
    private static final String SEGMENT = "00000001000000000000000D";
    private static final int BLOCK = 512;

    private ExampleBackup() {}

    /** In tars, as {@code -Ft -Xs} leaves it. */
    static void tars(Path folder, String labelled) throws IOException {
        Files.createDirectories(folder);
        Map<String, byte[]> files = files(labelled);
        ByteArrayOutputStream base = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            member(base, file.getKey(), file.getValue());
        }
        Files.write(folder.resolve("base.tar"), ended(base));
        ByteArrayOutputStream wal = new ByteArrayOutputStream();
        member(wal, SEGMENT, segment());
        Files.write(folder.resolve("pg_wal.tar"), ended(wal));
        Files.writeString(folder.resolve("backup_manifest"), manifest(files));
    }

    /** An incremental one on it. */
    static void incremental(Path folder) throws IOException {
        tars(folder, "INCREMENTAL FROM LSN: 0/D00028\nINCREMENTAL FROM TLI: 1\n");
    }

    /** A plain directory with a label. */
    static void copy(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files("").entrySet()) {
            Path place = folder.resolve(file.getKey());
            Files.createDirectories(place.resolveSibling("."));
            Files.write(place, file.getValue());
        }
        Files.createDirectories(folder.resolve("pg_wal"));
        Files.write(folder.resolve("pg_wal").resolve(SEGMENT), segment());
    }

    /** Three timelines of WAL, gzipped. */
    static void wal(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(VECTORS.resolve("timelines"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.matches("[0-9A-F]{8}(\\.history|[0-9A-F]{16}\\.gz)")) {
                    Files.copy(file, folder.resolve(name));
                }
            }
        }
    }

    private static Map<String, byte[]> files(String labelled) throws IOException {
        String label = Files.readString(VECTORS.resolve("backup/backup_label.15"));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("backup_label", start(label + labelled).getBytes(UTF_8));
        files.put("PG_VERSION", "15\n".getBytes(UTF_8));
        files.put("postgresql.conf", "# nothing\n".getBytes(UTF_8));
        files.put("postgresql.auto.conf", "# nothing\n".getBytes(UTF_8));
        files.put("global/pg_control", Files.readAllBytes(VECTORS.resolve("backup/files-15/global/pg_control")));
        return files;
    }

    /** Of two backups of a chain the second starts later. */
    private static String start(String label) {
        return label.contains("INCREMENTAL") ? label.replace("LOCATION: 0/D00028", "LOCATION: 0/D00060") : label;
    }

    private static byte[] segment() throws IOException {
        try (InputStream in = new GZIPInputStream(
                Files.newInputStream(VECTORS.resolve("timelines").resolve(SEGMENT + ".gz")))) {
            return in.readAllBytes();
        }
    }

    private static String manifest(Map<String, byte[]> files) {
        StringBuilder text = new StringBuilder("{ \"PostgreSQL-Backup-Manifest-Version\": 1,\n\"Files\": [");
        String separator = "\n";
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            CRC32C crc = new CRC32C();
            crc.update(file.getValue());
            text.append(String.format(
                    Locale.ROOT,
                    "%s{ \"Path\": \"%s\", \"Size\": %d, \"Checksum-Algorithm\": \"CRC32C\", \"Checksum\": \"%08x\" }",
                    separator,
                    file.getKey(),
                    file.getValue().length,
                    Integer.reverseBytes((int) crc.getValue())));
            separator = ",\n";
        }
        text.append("\n],\n\"WAL-Ranges\": [\n");
        text.append("{ \"Timeline\": 1, \"Start-LSN\": \"0/D00028\", \"End-LSN\": \"0/D00100\" }\n],\n");
        try {
            byte[] sum =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
            return text + "\"Manifest-Checksum\": \"" + HexFormat.of().formatHex(sum) + "\"}\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void member(ByteArrayOutputStream tar, String name, byte[] content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000600");
        put(header, 124, String.format(Locale.ROOT, "%011o", content.length));
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        tar.writeBytes(header);
        tar.writeBytes(content);
        tar.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static byte[] ended(ByteArrayOutputStream tar) {
        tar.writeBytes(new byte[2 * BLOCK]);
        return tar.toByteArray();
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
