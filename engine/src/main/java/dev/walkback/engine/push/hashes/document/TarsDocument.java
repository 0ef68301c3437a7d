package dev.walkback.engine.push.hashes.document;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.walkback.engine.push.hashes.StoredTar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All tars of a backup, with a hash of what is stored: it needs no key to be read, nor to be compared. */
public final class TarsDocument {

    private static final int VERSION = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private TarsDocument() {}

    public static byte[] bytes(Collection<StoredTar> tars) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("tars", VERSION);
            json.writeArrayFieldStart("stored");
            for (StoredTar tar : tars) {
                json.writeStartObject();
                json.writeStringField("name", tar.name());
                json.writeNumberField("bytes", tar.bytes());
                json.writeStringField("sha256", tar.sha256());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** Empty for what is no such document. */
    public static Optional<List<StoredTar>> read(InputStream in) throws IOException {
        List<StoredTar> tars = new ArrayList<>();
        boolean known = false;
        try (JsonParser json = JSON.createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("tars")) {
                    known = json.getValueAsInt() == VERSION;
                } else if (name.equals("stored") && json.currentToken() == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        tars.add(tar(json));
                    }
                } else {
                    json.skipChildren();
                }
            }
            return known && json.currentToken() == JsonToken.END_OBJECT ? Optional.of(tars) : Optional.empty();
        } catch (JacksonException damaged) {
            return Optional.empty();
        }
    }

    private static StoredTar tar(JsonParser json) throws IOException {
        String name = "";
        long bytes = -1;
        String sha256 = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = json.getValueAsString("");
                case "bytes" -> bytes = json.getValueAsLong(-1);
                case "sha256" -> sha256 = json.getValueAsString("");
                default -> json.skipChildren();
            }
        }
        return new StoredTar(name, bytes, sha256);
    }
}
