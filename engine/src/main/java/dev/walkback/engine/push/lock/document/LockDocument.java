package dev.walkback.engine.push.lock.document;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.walkback.engine.push.lock.LockHolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The lock's object: one JSON object of texts and a number. */
public final class LockDocument {

    /** What is longer is none. */
    public static final int MOST_BYTES = 8 << 10;

    private static final int VERSION = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private LockDocument() {}

    public static byte[] bytes(LockHolder holder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("push_lock", VERSION);
            json.writeStringField("host", holder.host());
            json.writeStringField("machine", holder.machine());
            json.writeNumberField("process", holder.process());
            json.writeStringField("incarnation", holder.incarnation());
            json.writeStringField("since", holder.since().toString());
            json.writeStringField("backup", holder.backup());
            json.writeStringField("token", holder.token());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /** Empty for what is no lock that is understood here. */
    public static Optional<LockHolder> read(byte[] bytes) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken().isScalarValue()) {
                    fields.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return json.currentToken() == JsonToken.END_OBJECT ? holder(fields) : Optional.empty();
        } catch (JacksonException damaged) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<LockHolder> holder(Map<String, String> fields) {
        if (!fields.containsKey("push_lock") || fields.getOrDefault("token", "").isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LockHolder(
                    fields.getOrDefault("host", ""),
                    fields.getOrDefault("machine", ""),
                    Long.parseLong(fields.getOrDefault("process", "0")),
                    fields.getOrDefault("incarnation", ""),
                    Instant.parse(fields.getOrDefault("since", "")),
                    fields.getOrDefault("backup", ""),
                    fields.getOrDefault("token", "")));
        } catch (NumberFormatException | DateTimeException odd) {
            return Optional.empty();
        }
    }
}
