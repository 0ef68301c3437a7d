package dev.walkback.engine.push.document;

import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.TablespaceSpec;
import dev.walkback.engine.wal.Lsn;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sentinel, as WAL-G writes its second version. */
public final class SentinelDocument {

    private SentinelDocument() {}

    /** @throws IllegalArgumentException when a delta's four fields are not all there: WAL-G panics on such a sentinel */
    public static byte[] bytes(Sentinel sentinel) {
        return bytes(sentinel, null);
    }

    /** @param catchUp what a copy has that this brings forward: a delta of no backup, as WAL-G writes it; null for others */
    public static byte[] bytes(Sentinel sentinel, @Nullable Lsn catchUp) {
        return SmallJson.document(json -> {
            json.position("LSN", sentinel.start());
            if (catchUp != null) {
                json.position("DeltaLSN", catchUp);
                json.text("DeltaFrom", "").text("DeltaFullName", "").number("DeltaCount", 1);
            } else if (sentinel.delta() != null) {
                delta(json, sentinel.delta());
            }
            PgVersion version = sentinel.pgVersion();
            json.number("PgVersion", version == null ? 0 : version.number());
            json.position("FinishLSN", sentinel.finish());
            if (sentinel.systemIdentifier() != null) {
                json.identifier("SystemIdentifier", sentinel.systemIdentifier());
            }
            json.number("UncompressedSize", sentinel.uncompressedBytes());
            json.number("CompressedSize", sentinel.compressedBytes());
            if (sentinel.catalogBytes() != 0) {
                json.number("DataCatalogSize", sentinel.catalogBytes());
            }
            spec(json, sentinel.spec());
            if (sentinel.userData() != null) {
                json.raw("UserData", sentinel.userData());
            }
            if (sentinel.filesMetadataDisabled()) {
                json.truth("FilesMetadataDisabled", true);
            }
            json.nothing("ChkpNum").number("Version", sentinel.version());
            json.moment("StartTime", sentinel.startTime()).moment("FinishTime", sentinel.finishTime());
            json.text("DateFmt", SmallJson.DATE_FORMAT);
            json.text("Hostname", sentinel.hostname()).text("DataDir", sentinel.dataDirectory());
            json.truth("IsPermanent", sentinel.permanentWhenPushed());
        });
    }

    private static void delta(SmallJson json, Sentinel.Delta delta) throws IOException {
        if (delta.since() == null || delta.full() == null || delta.count() == null) {
            throw new IllegalArgumentException("a delta tells its parent, its full backup, its count and its start");
        }
        json.position("DeltaLSN", delta.since());
        json.text("DeltaFrom", delta.parent().text());
        json.text("DeltaFullName", delta.full().text());
        json.number("DeltaCount", delta.count());
    }

    /** Its keys are in the order of their names, as all maps in Go's documents. */
    private static void spec(SmallJson json, @Nullable TablespaceSpec spec) throws IOException {
        if (spec == null) {
            return;
        }
        var out = json.generator();
        out.writeObjectFieldStart("Spec");
        for (Map.Entry<String, String> place : spec.places().entrySet()) {
            out.writeObjectFieldStart(place.getKey());
            out.writeStringField("loc", place.getValue());
            out.writeStringField("link", "pg_tblspc/" + place.getKey());
            out.writeEndObject();
        }
        out.writeStringField("base_prefix", spec.dataDirectory());
        out.writeArrayFieldStart("tablespaces");
        for (String name : spec.places().keySet()) {
            out.writeString(name);
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
