package dev.walkback.engine.walpush.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.walkback.engine.archive.OwnObjects;
import dev.walkback.engine.backup.SystemIdentifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;

/** Which clusters an archive takes WAL of, in one small object: read before each push, so that no folder has to be. */
public record ClusterDocument(SequencedSet<SystemIdentifier> clusters) {

    public static final String KEY = OwnObjects.CLUSTERS;

    private static final int VERSION = 1;
    private static final String IDENTIFIERS = "system_identifiers";
    private static final JsonFactory JSON = new JsonFactory();

    public ClusterDocument {
        clusters = Collections.unmodifiableSequencedSet(new TreeSet<>(clusters));
    }

    public static ClusterDocument of(Collection<SystemIdentifier> clusters) {
        return new ClusterDocument(new TreeSet<>(clusters));
    }

    public ClusterDocument with(SystemIdentifier another) {
        SequencedSet<SystemIdentifier> more = new TreeSet<>(clusters);
        more.add(another);
        return new ClusterDocument(more);
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeArrayFieldStart(IDENTIFIERS);
            for (SystemIdentifier cluster : clusters) {
                json.writeString(cluster.toString());
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** Empty for what is no such document: then it is as if there were none. */
    public static Optional<ClusterDocument> read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(1 << 20);
        SequencedSet<SystemIdentifier> clusters = new TreeSet<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            boolean listed = false;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    listed = IDENTIFIERS.equals(json.currentName());
                } else if (token == JsonToken.END_ARRAY) {
                    listed = false;
                } else if (listed && token == JsonToken.VALUE_STRING) {
                    SystemIdentifier.parse(json.getText()).ifPresent(clusters::add);
                }
            }
        } catch (com.fasterxml.jackson.core.JacksonException spoilt) {
            return Optional.empty();
        }
        return clusters.isEmpty() ? Optional.empty() : Optional.of(new ClusterDocument(clusters));
    }
}
