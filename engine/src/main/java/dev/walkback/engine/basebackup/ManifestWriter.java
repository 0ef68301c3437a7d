package dev.walkback.engine.basebackup;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.basebackup.BackupManifest.Entry;
import dev.walkback.engine.basebackup.BackupManifest.WalRange;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes the manifest of what a chain was put together to, as PostgreSQL's own tools write it, so that they can prove it. */
final class ManifestWriter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final DataTree tree;
    private final RunningChecksum own = ChecksumAlgorithm.SHA256.start();

    private ManifestWriter(DataTree tree) {
        this.tree = tree;
    }

    /**
     * @param newest what the newest backup's own manifest says; its whole files are taken over
     * @param fresh paths of files that are not what it had
     */
    static void write(Path file, BackupManifest newest, SystemIdentifier system, Set<String> fresh, DataTree tree)
            throws IOException {
        try (FileOutputStream bytes = new FileOutputStream(file.toFile());
                OutputStream out = new BufferedOutputStream(bytes, 1 << 16)) {
            new ManifestWriter(tree).write(out, newest, system, fresh);
            out.flush();
            bytes.getFD().sync();
        }
    }

    private void write(OutputStream out, BackupManifest newest, SystemIdentifier system, Set<String> fresh)
            throws IOException {
        put(out, "{ \"PostgreSQL-Backup-Manifest-Version\": 2,\n\"System-Identifier\": " + system + ",\n\"Files\": [");
        String separator = "\n";
        for (Map.Entry<String, Entry> listed : newest.files().entrySet()) {
            boolean changes = IncrementalFile.isNamed(listed.getKey());
            String path = changes ? IncrementalFile.wholePath(listed.getKey()) : listed.getKey();
            Entry entry = fresh.contains(path) && !path.equals("global/pg_control")
                    ? reckoned(path, listed.getValue().algorithm())
                    : listed.getValue();
            put(out, separator + line(path, entry));
            separator = ",\n";
        }
        put(out, "\n],\n\"WAL-Ranges\": [");
        separator = "\n";
        for (WalRange range : newest.walRanges()) {
            put(
                    out,
                    separator + "{ \"Timeline\": " + range.timeline() + ", \"Start-LSN\": \"" + range.start()
                            + "\", \"End-LSN\": \"" + range.end() + "\" }");
            separator = ",\n";
        }
        put(out, "\n],\n");
        out.write(("\"Manifest-Checksum\": \"" + own.hex() + "\"}\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String path, Entry entry) {
        String name = isPlain(path)
                ? "\"Path\": \"" + path + "\""
                : "\"Encoded-Path\": \"" + HexFormat.of().formatHex(path.getBytes(StandardCharsets.UTF_8)) + "\"";
        String proof = entry.algorithm() == ChecksumAlgorithm.NONE
                ? ""
                : ", \"Checksum-Algorithm\": \"" + entry.algorithm() + "\", \"Checksum\": \"" + entry.checksum() + "\"";
        return "{ " + name + ", \"Size\": " + entry.bytes() + ", \"Last-Modified\": \"" + TIME.format(Instant.EPOCH)
                + "\"" + proof + " }";
    }

    private static boolean isPlain(String path) {
        return path.chars().allMatch(c -> c >= ' ' && c < 127 && c != '"' && c != '\\');
    }

    private Entry reckoned(String path, ChecksumAlgorithm algorithm) throws IOException {
        RunningChecksum sum = algorithm.start();
        long bytes = 0;
        byte[] buffer = new byte[1 << 17];
        try (InputStream in = Files.newInputStream(tree.place(path))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum.update(buffer, 0, read);
                bytes += read;
            }
        }
        return new Entry(bytes, algorithm, sum.hex());
    }

    private void put(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        own.update(bytes, 0, bytes.length);
        out.write(bytes);
    }
}
