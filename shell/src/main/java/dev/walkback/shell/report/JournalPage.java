package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.plan.JournaledRun;
import java.io.IOException;
import java.util.Locale;

/** One run, step by step. */
public record JournalPage(String name, JournaledRun run) implements Report {

    @Override
    public String kind() {
        return "journal";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("run", name);
        json.writeStringField("purpose", run.purpose());
        json.writeStringField("plan", run.plan().text());
        json.writeNumberField("steps", run.steps());
        json.writeStringField("ending", JournalList.Run.of(name, run).ending());
        json.writeArrayFieldStart("begun");
        for (JournaledRun.Entry entry : run.entries()) {
            json.writeStartObject();
            json.writeStringField("do", entry.action());
            json.writeStringField("object", entry.object());
            json.writeStringField("state", word(entry));
            if (!entry.why().isEmpty()) {
                json.writeStringField("why", entry.why());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String word(JournaledRun.Entry entry) {
        return entry.state().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void text(Page page) {
        if (!page.plain()) {
            JournalList.Run whole = JournalList.Run.of(name, run);
            page.line(name + ": " + page.name(run.purpose()));
            page.line("plan " + run.plan() + ", " + Text.count(run.steps(), "step") + ", ending: " + whole.ending());
        }
        for (JournaledRun.Entry entry : run.entries()) {
            String why = entry.why().isEmpty() ? "" : ": " + page.name(entry.why());
            if (page.plain()) {
                page.record(word(entry), entry.action(), page.name(entry.object()), page.name(entry.why()));
            } else {
                page.line("  " + Text.padded(word(entry), 9) + entry.action() + " " + page.name(entry.object()) + why);
            }
        }
    }
}
