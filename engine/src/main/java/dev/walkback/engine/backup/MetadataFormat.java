package dev.walkback.engine.backup;

import dev.walkback.engine.wal.Lsn;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads {@code metadata.json}. WAL-G writes all of its fields, always; one that is not there is taken as not known. */
public final class MetadataFormat {

    private @Nullable Instant startTime;
    private @Nullable Instant finishTime;
    private @Nullable String hostname;
    private @Nullable String dataDirectory;
    private @Nullable Integer pgVersion;
    private @Nullable Lsn start;
    private @Nullable Lsn finish;
    private boolean permanent;
    private @Nullable Long systemIdentifier;
    private long uncompressedBytes;
    private long compressedBytes;
    private @Nullable String userData;

    private MetadataFormat() {}

    /** Does not close the stream. */
    public static Document<BackupMetadata> read(InputStream in) throws IOException {
        MetadataFormat format = new MetadataFormat();
        String why = JsonDocument.read(in, format::take);
        return why.isEmpty() ? new Document.Read<>(format.metadata()) : new Document.Unreadable<>(why);
    }

    private void take(String name, JsonValue value) throws IOException {
        switch (name) {
            case "start_time" -> startTime = value.time();
            case "finish_time" -> finishTime = value.time();
            case "hostname" -> hostname = value.text();
            case "data_dir" -> dataDirectory = value.text();
            case "pg_version" -> pgVersion = value.integer();
            case "start_lsn" -> start = SentinelFormat.lsn(value);
            case "finish_lsn" -> finish = SentinelFormat.lsn(value);
            case "is_permanent" -> permanent = value.flag();
            case "system_identifier" -> systemIdentifier = value.unsigned();
            case "uncompressed_size" -> uncompressedBytes = value.amount();
            case "compressed_size" -> compressedBytes = value.amount();
            case "user_data" -> userData = value.json();
            default -> value.skip();
        }
    }

    private BackupMetadata metadata() {
        return new BackupMetadata(
                startTime,
                finishTime,
                hostname == null ? "" : hostname,
                dataDirectory == null ? "" : dataDirectory,
                pgVersion == null || pgVersion <= 0 ? null : new PgVersion(pgVersion),
                start,
                finish,
                permanent,
                systemIdentifier == null || systemIdentifier == 0 ? null : new SystemIdentifier(systemIdentifier),
                uncompressedBytes,
                compressedBytes,
                userData);
    }
}
