package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.plan.Event;
import dev.walkback.engine.plan.Plan;
import java.io.IOException;
import java.util.List;

/**
 * What became of a plan.
 *
 * @param journal the file that tells each step
 */
public record DoneReport(String storage, Plan<?> plan, int done, List<? extends Event.Failed<?>> failed, String journal)
        implements Report {

    @Override
    public String kind() {
        return "plan-done";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("fingerprint", plan.fingerprint().text());
        json.writeStringField("purpose", plan.purpose());
        json.writeNumberField("done", done);
        json.writeArrayFieldStart("failed");
        for (Event.Failed<?> failure : failed) {
            json.writeStartObject();
            json.writeStringField("object", failure.step().object());
            json.writeStringField("why", String.valueOf(failure.why().getMessage()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("journal", journal);
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            page.record(plan.fingerprint().text(), Integer.toString(done), Integer.toString(failed.size()), journal);
            return;
        }
        page.line("done: " + Text.count(done, "object") + " (" + page.name(plan.purpose()) + ")");
        failed.forEach(
                failure -> page.line("failed: " + page.name(failure.step().object()) + ": "
                        + page.name(String.valueOf(failure.why().getMessage()))));
        page.line("journal: " + page.name(journal));
    }
}
