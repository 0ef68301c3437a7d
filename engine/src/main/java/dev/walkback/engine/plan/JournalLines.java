package dev.walkback.engine.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** The lines of a journal; docs/formats/journal.md says what is in them. */
final class JournalLines {

    private static final int VERSION = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private JournalLines() {}

    /** Writes some lines. */
    interface Lines {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] bytes(Lines lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.setRootValueSeparator(new SerializedString("\n"));
            lines.write(json);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    static void begin(JsonGenerator json, Clock clock, Plan<?> plan) throws IOException {
        line(json, clock, "begin");
        json.writeNumberField("journal", VERSION);
        json.writeStringField("purpose", plan.purpose());
        json.writeStringField("plan", plan.fingerprint().text());
        json.writeNumberField("steps", plan.steps().size());
        json.writeEndObject();
    }

    static void before(JsonGenerator json, Clock clock, int index, Step step) throws IOException {
        line(json, clock, "before");
        json.writeNumberField("step", index);
        json.writeStringField("do", step.action());
        json.writeStringField("object", step.object());
        facts(json, "before", step.before());
        json.writeEndObject();
    }

    static void after(JsonGenerator json, Clock clock, int index, Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Done(Facts after) -> {
                line(json, clock, "after");
                json.writeNumberField("step", index);
                facts(json, "after", after);
            }
            case Outcome.Failed(RuntimeException why) -> {
                line(json, clock, "failed");
                json.writeNumberField("step", index);
                json.writeStringField("why", String.valueOf(why.getMessage()));
            }
        }
        json.writeEndObject();
    }

    static void end(JsonGenerator json, Clock clock, Journal.Ending ending) throws IOException {
        line(json, clock, "end");
        json.writeStringField("result", ending.name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }

    private static void line(JsonGenerator json, Clock clock, String what) throws IOException {
        json.writeStartObject();
        json.writeStringField("line", what);
        json.writeStringField(
                "at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private static void facts(JsonGenerator json, String name, Facts facts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Object> fact : facts.values().entrySet()) {
            switch (fact.getValue()) {
                case Long number -> json.writeNumberField(fact.getKey(), number);
                case Boolean truth -> json.writeBooleanField(fact.getKey(), truth);
                default -> json.writeStringField(fact.getKey(), fact.getValue().toString());
            }
        }
        json.writeEndObject();
    }
}
