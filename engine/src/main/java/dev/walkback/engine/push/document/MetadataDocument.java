package dev.walkback.engine.push.document;

import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.PgVersion;

/** {@code metadata.json}, as WAL-G writes it. */
public final class MetadataDocument {

    private MetadataDocument() {}

    public static byte[] bytes(BackupMetadata metadata) {
        return SmallJson.document(json -> {
            json.moment("start_time", metadata.startTime()).moment("finish_time", metadata.finishTime());
            json.text("date_fmt", SmallJson.DATE_FORMAT);
            json.text("hostname", metadata.hostname()).text("data_dir", metadata.dataDirectory());
            PgVersion version = metadata.pgVersion();
            json.number("pg_version", version == null ? 0 : version.number());
            json.position("start_lsn", metadata.start()).position("finish_lsn", metadata.finish());
            json.truth("is_permanent", metadata.permanent());
            json.identifier("system_identifier", metadata.systemIdentifier());
            json.number("uncompressed_size", metadata.uncompressedBytes());
            json.number("compressed_size", metadata.compressedBytes());
            if (metadata.userData() != null) {
                json.raw("user_data", metadata.userData());
            }
        });
    }
}
