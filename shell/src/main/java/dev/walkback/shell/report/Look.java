package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.backup.SystemIdentifier;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which listing a result was made from: what is shown is only as true as that.
 *
 * @param storage as it was called
 * @param cluster null where the result is about all of them, or nothing tells
 * @param complete false when the listing broke off: there is more than is shown
 */
public record Look(String storage, @Nullable SystemIdentifier cluster, Instant listedAt, boolean complete) {

    /** Of what is about all clusters, or about the one of this identifier. */
    public static Look at(Archive archive, @Nullable SystemIdentifier cluster) {
        return new Look(archive.location().text(), cluster, archive.listedAt(), archive.complete());
    }

    void json(JsonGenerator json) throws IOException {
        json.writeStringField("storage", storage);
        if (cluster != null) {
            json.writeObjectFieldStart("cluster");
            json.writeStringField("system_identifier", cluster.toString());
            json.writeEndObject();
        }
        json.writeStringField("listed_at", listedAt.toString());
        json.writeBooleanField("complete", complete);
    }
}
