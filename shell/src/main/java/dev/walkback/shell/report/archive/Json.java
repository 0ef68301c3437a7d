package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.recovery.Span;
import dev.walkback.engine.wal.Segment;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** The parts that several documents are made of. */
final class Json {

    private Json() {}

    /** A field that is left out where nothing is known. */
    static void field(JsonGenerator json, String name, Optional<?> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get().toString());
        }
    }

    static void time(JsonGenerator json, String name, Optional<Instant> time) throws IOException {
        field(json, name, time);
    }

    static void names(JsonGenerator json, String field, Collection<BackupName> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (BackupName name : names) {
            json.writeString(name.text());
        }
        json.writeEndArray();
    }

    static void span(JsonGenerator json, Span span) throws IOException {
        json.writeStartObject();
        json.writeNumberField("timeline", span.timeline().number());
        json.writeStringField("from_lsn", span.from().toString());
        json.writeStringField("to_lsn", span.to().toString());
        json.writeNumberField("wal_bytes", span.to().bytesSince(span.from()));
        json.writeEndObject();
    }

    static void segments(JsonGenerator json, Segment first, Segment last) throws IOException {
        json.writeStringField("first", first.name());
        json.writeStringField("last", last.name());
        json.writeNumberField("segments", last.number() - first.number() + 1);
    }
}
