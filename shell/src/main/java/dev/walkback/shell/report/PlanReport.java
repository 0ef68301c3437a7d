package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.plan.Step;
import java.io.IOException;

/**
 * A plan that waits to be confirmed.
 *
 * @param confirm the command that carries it out, without the program's name
 */
public record PlanReport(String storage, Plan<?> plan, String confirm) implements Report {

    /** More would push the sum and the command off the screen. */
    private static final int SHOWN = 20;

    @Override
    public String kind() {
        return "plan";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("fingerprint", plan.fingerprint().text());
        json.writeStringField("purpose", plan.purpose());
        json.writeArrayFieldStart("steps");
        for (Step step : plan.steps()) {
            json.writeStartObject();
            json.writeStringField("do", step.action());
            json.writeStringField("object", step.object());
            FactsJson.write(json, "before", step.before());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("warnings");
        for (String warning : plan.warnings()) {
            json.writeString(warning);
        }
        json.writeEndArray();
        json.writeNumberField("size_bytes", FactsJson.size(plan));
        json.writeStringField("confirm", "walkback " + confirm);
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            plan.steps()
                    .forEach(step -> page.record(
                            plan.fingerprint().text(),
                            step.action(),
                            String.valueOf(step.before().values().get("size_bytes")),
                            page.name(step.object())));
            return;
        }
        page.bold("plan " + plan.fingerprint() + ": " + page.name(plan.purpose()));
        if (plan.isEmpty()) {
            page.line("  nothing: no object is meant");
            return;
        }
        boolean all = !page.forPeople() || plan.steps().size() <= SHOWN;
        plan.steps().stream()
                .limit(all ? Long.MAX_VALUE : SHOWN)
                .forEach(step -> page.line("  " + page.name(step.sentence())));
        if (!all) {
            page.line("  ... and " + (plan.steps().size() - SHOWN) + " more; --plain prints all");
        }
        page.line(Text.count(plan.steps().size(), "object") + ", " + Text.size(FactsJson.size(plan))
                + ". Nothing has been changed yet. To do it:");
        page.line("  walkback " + confirm);
    }
}
