package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * JSON documents as {@code docs/reference/json.md} promises them: always an object with {@code walkback} and {@code kind}; on
 * a terminal spread over lines, else on one.
 */
final class JsonPage {

    private static final int VERSION = 1;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(com.fasterxml.jackson.core.StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private JsonPage() {}

    static void write(Report report, OutputStream out, boolean spread, boolean ascii) throws IOException {
        try (JsonGenerator json = generator(out, spread, ascii)) {
            begin(json, report.kind());
            String storage = report.storage();
            if (storage != null) {
                json.writeStringField("storage", storage);
            }
            Look look = report.look();
            if (look != null) {
                look.json(json);
            }
            json.writeFieldName("data");
            report.json(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    static void write(Problem problem, String program, OutputStream out, boolean ascii) throws IOException {
        try (JsonGenerator json = generator(out, false, ascii)) {
            begin(json, "error");
            json.writeStringField("code", problem.code().text());
            json.writeNumberField("exit", problem.code().exit().code());
            json.writeStringField("what", problem.what());
            json.writeStringField("why", problem.why());
            json.writeArrayFieldStart("try");
            for (Suggestion suggestion : problem.tries()) {
                json.writeString(suggestion.own() ? program + suggestion.command() : suggestion.command());
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    static void progress(String what, long done, long total, OutputStream out) throws IOException {
        try (JsonGenerator json = generator(out, false, false)) {
            begin(json, "progress");
            json.writeStringField("what", what);
            json.writeNumberField("done_bytes", done);
            if (total >= 0) {
                json.writeNumberField("total_bytes", total);
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void begin(JsonGenerator json, String kind) throws IOException {
        json.writeStartObject();
        json.writeNumberField("walkback", VERSION);
        json.writeStringField("kind", kind);
    }

    private static JsonGenerator generator(OutputStream out, boolean spread, boolean ascii) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(out);
        json.setRootValueSeparator(null);
        if (ascii) {
            json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
        }
        if (spread) {
            DefaultPrettyPrinter lines = new DefaultPrettyPrinter();
            lines.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
            json.setPrettyPrinter(lines);
        }
        return json;
    }
}
