package dev.walkback.engine.walpush.document;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.walkback.engine.archive.OwnObjects;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a file of WAL held, told beside an object that whoever stored it cannot read again.
 *
 * @param plain the SHA-256 of the file
 * @param stored the SHA-256 of the object that it became: what is said of the file holds only for that object
 */
public record HashDocument(String plain, String stored) {

    private static final int VERSION = 1;
    private static final String PLAIN = "sha256";
    private static final String STORED = "stored_sha256";
    private static final JsonFactory JSON = new JsonFactory();

    /** Where it is, of the file of this name: not among WAL, and gone with the segment when WAL-G deletes by name. */
    public static String key(String name) {
        return OwnObjects.WAL_HASHES + name + ".json";
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField(PLAIN, plain);
            json.writeStringField(STORED, stored);
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** Empty for what is no such document: then it is as if there were none. */
    public static Optional<HashDocument> read(InputStream in) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(in.readNBytes(1 << 16))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && json.currentName() != null) {
                    fields.put(json.currentName(), json.getText());
                }
            }
        } catch (JacksonException spoilt) {
            return Optional.empty();
        }
        String plain = fields.get(PLAIN);
        String stored = fields.get(STORED);
        return plain == null || stored == null ? Optional.empty() : Optional.of(new HashDocument(plain, stored));
    }
}
