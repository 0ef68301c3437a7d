package dev.walkback.engine.basebackup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.walkback.storage.codec.Codecs;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;

/**
 * A base backup of few files around real ones: label, pg_control and WAL are those of one that PostgreSQL 15 made. Its manifest is
 * reckoned here, without the code that is tested.
 */
final class SmallBackup {

    static final String SEGMENT = "00000001000000000000000D";
    static final String TABLESPACE = "16384";
    static final String TABLESPACE_FILE = "PG_15_202209061/5/16385";

    private static final Path VECTORS = PackedArchive.vectors().shared();

    final Map<String, byte[]> data = new LinkedHashMap<>();
    final Map<String, byte[]> tablespace = new LinkedHashMap<>();
    final Map<String, byte[]> wal = new LinkedHashMap<>();
    private int version = 1;
    private String system = "";

    SmallBackup() {
        byte[] pages = new byte[2 * 8192];
        new Random(5).nextBytes(pages);
        data.put("backup_label", vector("backup/backup_label.15"));
        data.put("tablespace_map", (TABLESPACE + " /srv/fast\n").getBytes(UTF_8));
        data.put("PG_VERSION", "15\n".getBytes(UTF_8));
        data.put("base/5/1259", pages);
        data.put("base/5/1247", new byte[0]);
        data.put("postgresql.auto.conf", "# none\n".getBytes(UTF_8));
        data.put("global/pg_control", vector("backup/files-15/global/pg_control"));
        tablespace.put(TABLESPACE_FILE, new byte[8192]);
        wal.put(SEGMENT, unzipped("timelines/" + SEGMENT + ".gz"));
    }

    SmallBackup ofVersion2(String systemIdentifier) {
        version = 2;
        system = systemIdentifier;
        return this;
    }

    static byte[] vector(String name) {
        try {
            return Files.readAllBytes(VECTORS.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] unzipped(String name) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(vector(name)))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files by their paths in the data directory, WAL left out. */
    Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>(data);
        tablespace.forEach((name, content) -> files.put("pg_tblspc/" + TABLESPACE + "/" + name, content));
        return files;
    }

    String manifest() {
        StringBuilder text = new StringBuilder();
        text.append("{ \"PostgreSQL-Backup-Manifest-Version\": ")
                .append(version)
                .append(",\n");
        if (version == 2) {
            text.append("\"System-Identifier\": ").append(system).append(",\n");
        }
        text.append("\"Files\": [");
        String separator = "\n";
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            CRC32C crc = new CRC32C();
            crc.update(file.getValue());
            text.append(separator)
                    .append("{ \"Path\": \"")
                    .append(file.getKey())
                    .append("\", \"Size\": ")
                    .append(file.getValue().length)
                    .append(
                            ", \"Last-Modified\": \"2026-11-21 07:56:56 GMT\", \"Checksum-Algorithm\": \"CRC32C\", \"Checksum\": \"")
                    .append(String.format("%08x", Integer.reverseBytes((int) crc.getValue())))
                    .append("\" }");
            separator = ",\n";
        }
        text.append("\n],\n\"WAL-Ranges\": [\n");
        text.append("{ \"Timeline\": 1, \"Start-LSN\": \"0/D00028\", \"End-LSN\": \"0/D00100\" }\n],\n");
        return sealed(text.toString());
    }

    /** With the line that proves all lines before it. */
    static String sealed(String lines) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(UTF_8));
            return lines + "\"Manifest-Checksum\": \"" + HexFormat.of().formatHex(sum) + "\"}\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] baseTar() {
        TarMaker tar = new TarMaker();
        data.forEach((name, content) -> {
            if (name.equals("PG_VERSION")) {
                tar.folder("pg_wal")
                        .folder("./pg_wal/archive_status")
                        .folder("base")
                        .folder("base/5")
                        .folder("global");
            }
            tar.file(name, content);
        });
        return tar.ended();
    }

    byte[] tablespaceTar() {
        TarMaker tar = new TarMaker().folder("PG_15_202209061").folder("PG_15_202209061/5");
        tablespace.forEach(tar::file);
        return tar.ended();
    }

    byte[] walTar() {
        TarMaker tar = new TarMaker();
        wal.forEach(tar::file);
        return tar.ended();
    }

    /** As {@code -Ft} leaves it. */
    Path tars(Path folder) {
        return tars(folder, "");
    }

    /** @param ending {@code gz}, {@code lz4}, {@code zst} or empty */
    Path tars(Path folder, String ending) {
        write(folder, "base.tar", ending, baseTar());
        write(folder, TABLESPACE + ".tar", ending, tablespaceTar());
        write(folder, "pg_wal.tar", ending, walTar());
        return manifestInto(folder);
    }

    /** As {@code -Fp} leaves it. */
    Path plain(Path folder, Path tablespaceFolder) {
        data.forEach((name, content) -> {
            if (!name.equals("tablespace_map")) {
                put(folder.resolve(name), content);
            }
        });
        tablespace.forEach((name, content) -> put(tablespaceFolder.resolve(name), content));
        wal.forEach((name, content) -> put(folder.resolve("pg_wal").resolve(name), content));
        try {
            Files.createDirectories(folder.resolve("pg_tblspc"));
            Files.createSymbolicLink(folder.resolve("pg_tblspc").resolve(TABLESPACE), tablespaceFolder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        data.remove("tablespace_map");
        return manifestInto(folder);
    }

    Path manifestInto(Path folder) {
        put(folder.resolve("backup_manifest"), manifest().getBytes(UTF_8));
        return folder;
    }

    static void write(Path folder, String name, String ending, byte[] content) {
        Path file = folder.resolve(ending.isEmpty() ? name : name + "." + ending);
        try {
            Files.createDirectories(folder);
            if (ending.equals("gz")) {
                try (OutputStream out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
                    out.write(content);
                }
                return;
            }
            try (OutputStream out = Codecs.withExtension(ending).orElseThrow().encoding(Files.newOutputStream(file))) {
                out.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void put(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
