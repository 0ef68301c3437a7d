package dev.walkback.engine.backup;

import dev.walkback.engine.wal.Lsn;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads sentinels of any age. Positions are plain numbers in them, never {@code X/Y}. What WAL-G itself could not read is
 * unreadable here too; what it reads past, such as the lists of files in the oldest ones, is noticed.
 */
public final class SentinelFormat {

    /** The newest that this reader knows everything of. */
    public static final int NEWEST = 2;

    private int version = 1;
    private @Nullable Lsn start;
    private @Nullable Lsn finish;
    private @Nullable Lsn since;
    private @Nullable Lsn sinceAsOldestSaid;
    private @Nullable String parent;
    private @Nullable String full;
    private @Nullable Integer count;
    private @Nullable Integer pgVersion;
    private @Nullable Long systemIdentifier;
    private long uncompressedBytes;
    private long compressedBytes;
    private long catalogBytes;
    private @Nullable TablespaceSpec spec;
    private @Nullable String userData;
    private boolean filesMetadataDisabled;
    private boolean legacyFiles;
    private @Nullable Instant startTime;
    private @Nullable Instant finishTime;
    private @Nullable String hostname;
    private @Nullable String dataDirectory;
    private boolean permanent;
    private final Map<String, String> unknown = new TreeMap<>();

    private SentinelFormat() {}

    /** Does not close the stream. */
    public static Document<Sentinel> read(InputStream in) throws IOException {
        SentinelFormat format = new SentinelFormat();
        String why = JsonDocument.read(in, format::take);
        return why.isEmpty() ? new Document.Read<>(format.sentinel()) : new Document.Unreadable<>(why);
    }

    private void take(String name, JsonValue value) throws IOException {
        switch (name) {
            case "lsn" -> start = lsn(value);
            case "finishlsn" -> finish = lsn(value);
            case "deltalsn" -> since = lsn(value);
            case "deltafromlsn" -> sinceAsOldestSaid = lsn(value);
            case "deltafrom" -> parent = value.text();
            case "deltafullname" -> full = value.text();
            case "deltacount" -> count = value.integer();
            case "pgversion" -> pgVersion = value.integer();
            case "systemidentifier" -> systemIdentifier = value.unsigned();
            case "uncompressedsize" -> uncompressedBytes = value.amount();
            case "compressedsize" -> compressedBytes = value.amount();
            case "datacatalogsize" -> catalogBytes = value.amount();
            case "spec" -> spec = spec(value);
            case "userdata" -> userData = value.json();
            case "filesmetadatadisabled" -> filesMetadataDisabled = value.flag();
            case "files", "tarfilesets" -> legacyFiles |= value.skip();
            default -> takeNewer(name, value);
        }
    }

    /** What came with version 2, and what may come. */
    private void takeNewer(String name, JsonValue value) throws IOException {
        switch (name) {
            case "version" -> {
                Integer told = value.integer();
                version = told == null || told == 0 ? 1 : told;
            }
            case "starttime" -> startTime = value.time();
            case "finishtime" -> finishTime = value.time();
            case "hostname" -> hostname = value.text();
            case "datadir" -> dataDirectory = value.text();
            case "ispermanent" -> permanent = value.flag();
            case "datefmt", "databasesbynames" -> value.skip();
            default -> {
                String kept = value.json();
                if (kept != null) {
                    unknown.put(value.name(), kept);
                }
            }
        }
    }

    /** No record begins at 0: it stands for "not known". */
    static @Nullable Lsn lsn(JsonValue value) throws IOException {
        Long bits = value.unsigned();
        return bits == null || bits == 0 ? null : new Lsn(bits);
    }

    private static @Nullable TablespaceSpec spec(JsonValue value) throws IOException {
        List<String> directory = new ArrayList<>();
        Map<String, String> places = new TreeMap<>();
        value.object((name, field) -> {
            switch (name) {
                case "base_prefix" -> {
                    String text = field.text();
                    directory.add(text == null ? "" : text);
                }
                case "tablespaces" -> field.texts();
                default ->
                    field.object((part, inPlace) -> {
                        String text = part.equals("loc") ? inPlace.text() : null;
                        if (text == null) {
                            inPlace.skip();
                        } else {
                            places.put(field.name(), text);
                        }
                    });
            }
        });
        return directory.isEmpty() && places.isEmpty()
                ? null
                : new TablespaceSpec(directory.isEmpty() ? "" : directory.getLast(), places);
    }

    private Sentinel sentinel() {
        if (since == null) {
            since = sinceAsOldestSaid;
        }
        return new Sentinel(
                version,
                start,
                finish,
                delta(),
                pgVersion == null || pgVersion <= 0 ? null : new PgVersion(pgVersion),
                systemIdentifier == null || systemIdentifier == 0 ? null : new SystemIdentifier(systemIdentifier),
                uncompressedBytes,
                compressedBytes,
                catalogBytes,
                spec,
                userData,
                filesMetadataDisabled,
                legacyFiles,
                startTime,
                finishTime,
                hostname == null ? "" : hostname,
                dataDirectory == null ? "" : dataDirectory,
                permanent,
                missing(),
                unknown);
    }

    private Sentinel.@Nullable Delta delta() {
        if (parent == null || parent.isEmpty()) {
            return null;
        }
        return new Sentinel.Delta(
                new BackupName(parent), since, full == null || full.isEmpty() ? null : new BackupName(full), count);
    }

    /** What a restore needs and does not find. The four fields of a delta come together, or something is wrong. */
    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        note(missing, "LSN", start);
        note(missing, "FinishLSN", finish);
        boolean some = parent != null || since != null || full != null || count != null;
        if (some) {
            note(missing, "DeltaFrom", parent);
            note(missing, "DeltaLSN", since);
            note(missing, "DeltaFullName", full);
            note(missing, "DeltaCount", count);
        }
        return missing;
    }

    private static void note(List<String> missing, String name, @Nullable Object value) {
        if (value == null) {
            missing.add(name);
        }
    }
}
