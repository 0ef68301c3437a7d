package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Plan;
import java.io.IOException;
import java.util.Map;

/** Facts of a plan in a document. */
final class FactsJson {

    private FactsJson() {}

    static void write(JsonGenerator json, String name, Facts facts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Object> fact : facts.values().entrySet()) {
            json.writeFieldName(fact.getKey());
            switch (fact.getValue()) {
                case Long number -> json.writeNumber(number);
                case Boolean truth -> json.writeBoolean(truth);
                default -> json.writeString(fact.getValue().toString());
            }
        }
        json.writeEndObject();
    }

    /** Of all objects that the plan touches, as they are now. */
    static long size(Plan<?> plan) {
        return plan.steps().stream()
                .mapToLong(step -> step.before().values().get("size_bytes") instanceof Long size ? size : 0)
                .sum();
    }
}
