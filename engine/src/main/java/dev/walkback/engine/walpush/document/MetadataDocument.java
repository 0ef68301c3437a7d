package dev.walkback.engine.walpush.document;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * WAL-G's metadata of files of WAL, to the byte: when each was last written, by the server's clock.
 *
 * @param created the time of each file's, by name, as text
 */
public record MetadataDocument(SortedMap<String, String> created) {

    private static final String CREATED = "created_time";
    private static final String FORMAT = "date_fmt";

    /** What WAL-G writes there, whatever the times look like. */
    private static final String FORMAT_OF_ALL = "%Y-%m-%dT%H:%M:%S.%fZ";

    private static final JsonFactory JSON = new JsonFactory();

    /** Fractions without the zeros at their end. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral('Z')
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    public MetadataDocument {
        created = Collections.unmodifiableSortedMap(new TreeMap<>(created));
    }

    public static MetadataDocument of(String name, Instant created) {
        return new MetadataDocument(new TreeMap<>(Map.of(name, TIME.format(created))));
    }

    /** @return both together; of a file that is in both, what the other says */
    public MetadataDocument with(MetadataDocument other) {
        SortedMap<String, String> all = new TreeMap<>(created);
        all.putAll(other.created);
        return new MetadataDocument(all);
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, String> file : created.entrySet()) {
                json.writeObjectFieldStart(file.getKey());
                json.writeStringField(CREATED, file.getValue());
                json.writeStringField(FORMAT, FORMAT_OF_ALL);
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** What can be read of it; of a document that is cut short, what comes before. */
    public static MetadataDocument read(byte[] bytes) {
        SortedMap<String, String> created = new TreeMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            String file = "";
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_OBJECT && json.currentName() != null) {
                    file = json.currentName();
                } else if (token == JsonToken.VALUE_STRING && CREATED.equals(json.currentName())) {
                    created.put(file, json.getText());
                }
            }
        } catch (JacksonException cut) {
            return new MetadataDocument(created);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return new MetadataDocument(created);
    }
}
