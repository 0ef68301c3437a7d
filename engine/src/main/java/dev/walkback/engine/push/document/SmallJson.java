package dev.walkback.engine.push.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Fields of the small documents: one line, no end of line. */
final class SmallJson {

    /** WAL-G stores it beside its times, which are not written like this. */
    static final String DATE_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ";

    private static final JsonFactory JSON = new JsonFactory().setCharacterEscapes(new GoText(true));

    private final JsonGenerator json;

    private SmallJson(JsonGenerator json) {
        this.json = json;
    }

    interface Fields {
        void write(SmallJson json) throws IOException;
    }

    static byte[] document(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(new SmallJson(json));
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    JsonGenerator generator() {
        return json;
    }

    SmallJson text(String name, String value) throws IOException {
        json.writeStringField(name, value);
        return this;
    }

    SmallJson number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
        return this;
    }

    SmallJson truth(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
        return this;
    }

    SmallJson nothing(String name) throws IOException {
        json.writeNullField(name);
        return this;
    }

    SmallJson position(String name, @Nullable Lsn lsn) throws IOException {
        return unsigned(name, lsn == null ? null : lsn.bits());
    }

    SmallJson identifier(String name, @Nullable SystemIdentifier identifier) throws IOException {
        return unsigned(name, identifier == null ? null : identifier.bits());
    }

    /** The year 1 for a moment that is not known, which is Go's zero. */
    SmallJson moment(String name, @Nullable Instant moment) throws IOException {
        return text(name, moment == null ? "0001-01-01T00:00:00Z" : GoTime.rounded(moment));
    }

    /** JSON text, in which these characters can only stand in texts. */
    SmallJson raw(String name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(value.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"));
        return this;
    }

    private SmallJson unsigned(String name, @Nullable Long bits) throws IOException {
        if (bits == null) {
            return nothing(name);
        }
        json.writeFieldName(name);
        json.writeNumber(new BigInteger(Long.toUnsignedString(bits)));
        return this;
    }
}
