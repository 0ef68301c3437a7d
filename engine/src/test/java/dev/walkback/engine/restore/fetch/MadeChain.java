package dev.walkback.engine.restore.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.BackupObjects;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.storage.Content;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A chain that a test makes up, in memory, with the documents that WAL-G writes. Uncompressed. */
final class MadeChain {

    /** Smaller than any server's: many of them fit into little. */
    static final int PAGE = 512;

    private final MemoryStorage storage = new MemoryStorage("made", Clock.systemUTC());
    private final List<Backup> members = new ArrayList<>();

    /** What a backup has of a file. */
    sealed interface Piece {
        record Whole(byte[] content) implements Piece {}

        record Skipped() implements Piece {}

        /** Pages by their numbers. */
        record Changed(long fileBytes, SortedMap<Integer, byte[]> pages) implements Piece {}
    }

    /** One backup under way. */
    final class Layer {
        private final List<MadeTar> parts = new ArrayList<>();
        private final Map<String, Piece> files = new LinkedHashMap<>();
        private final Map<String, MadeTar> extra = new TreeMap<>();
        private boolean listed = true;
        private boolean described = true;

        Layer(int parts) {
            for (int i = 0; i < parts; i++) {
                this.parts.add(new MadeTar());
            }
            this.parts.getFirst().folder("/", 0700).folder("/base", 0700).folder("/base/1", 0700);
        }

        Layer put(int part, String name, Piece piece) {
            files.put(name, piece);
            switch (piece) {
                case Piece.Whole(byte[] content) -> parts.get(part).file(name, content);
                case Piece.Changed changed -> parts.get(part).file(name, increment(changed));
                case Piece.Skipped() -> {
                    // nowhere
                }
            }
            return this;
        }

        /** Says that it has a file, and puts it nowhere. */
        Layer describe(String name, Piece piece) {
            files.put(name, piece);
            return this;
        }

        /** As backups without a list of what is in which tar have it. */
        Layer unlisted() {
            listed = false;
            return this;
        }

        /** Without files metadata. */
        Layer undescribed() {
            described = false;
            return this;
        }

        MadeTar tar(int part) {
            return parts.get(part);
        }

        MadeChain store() {
            String name = "base_00000001000000000000%04X".formatted(members.size() + 2);
            String folder = "basebackups_005/" + name + "/";
            List<ObjectInfo> tars = new ArrayList<>();
            StringBuilder sets = new StringBuilder();
            for (int i = 0; i < parts.size(); i++) {
                String tar = String.format(Locale.ROOT, "part_%03d.tar", i + 1);
                sets.append(sets.isEmpty() ? "" : ",")
                        .append(quoted(tar))
                        .append(':')
                        .append(array(parts.get(i).names()));
                tars.add(object(folder + "tar_partitions/" + tar, parts.get(i).end()));
            }
            tars.add(object(
                    folder + "tar_partitions/pg_control.tar",
                    new MadeTar()
                            .file("/global/pg_control", ("control of " + name).getBytes(UTF_8))
                            .end()));
            tars.add(object(
                    folder + "tar_partitions/backup_label.tar",
                    new MadeTar()
                            .file("backup_label", ("label of " + name).getBytes(UTF_8))
                            .end()));
            extra.forEach((tar, content) -> tars.add(object(folder + "tar_partitions/" + tar, content.end())));
            ObjectInfo metadata = described
                    ? object(
                            folder + "files_metadata.json",
                            ("{\"Files\":{" + descriptions() + "}" + (listed ? ",\"TarFileSets\":{" + sets + "}" : "")
                                            + "}")
                                    .getBytes(UTF_8))
                    : null;
            members.add(new Backup(
                    new BackupName(name),
                    folder + "sentinel",
                    Instant.EPOCH,
                    new Document.Read<>(
                            sentinel(tars.stream().mapToLong(ObjectInfo::size).sum())),
                    new Document.Absent<>(),
                    new BackupObjects(tars, metadata, List.of())));
            return MadeChain.this;
        }

        private String descriptions() {
            List<String> all = new ArrayList<>();
            for (String folder : List.of("/", "/base", "/base/1")) {
                all.add(quoted(folder) + ":{}");
            }
            files.forEach((name, piece) -> all.add("%s:{\"IsIncremented\":%b,\"IsSkipped\":%b}"
                    .formatted(quoted(name), piece instanceof Piece.Changed, piece instanceof Piece.Skipped)));
            return String.join(",", all);
        }
    }

    Layer layer(int parts) {
        return new Layer(parts);
    }

    Storage storage() {
        return storage;
    }

    Chain chain() {
        return new Chain(members, List.of());
    }

    ContentSource source() {
        return source(storage);
    }

    static ContentSource source(Storage storage) {
        return new ContentSource(storage, Layers.unencrypted(), 3, event -> {});
    }

    private ObjectInfo object(String key, byte[] content) {
        return storage.write(key, Content.of(content), Overwrite.ALLOWED);
    }

    /** As WAL-G writes it. */
    static byte[] increment(Piece.Changed changed) {
        ByteBuffer bytes = ByteBuffer.allocate(16
                        + changed.pages().values().stream()
                                .mapToInt(page -> 4 + page.length)
                                .sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {'w', 'i', '1', 0x55})
                .putLong(changed.fileBytes())
                .putInt(changed.pages().size());
        changed.pages().keySet().forEach(bytes::putInt);
        changed.pages().values().forEach(bytes::put);
        return bytes.array();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String array(List<String> texts) {
        return "[" + String.join(",", texts.stream().map(MadeChain::quoted).toList()) + "]";
    }

    private static Sentinel sentinel(long bytes) {
        return new Sentinel(
                2, null, null, null, null, null, bytes, 0, bytes, null, null, false, false, null, null, "", "", false,
                List.of(), Map.of());
    }
}
