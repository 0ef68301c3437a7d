package dev.walkback.shell.report.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.restore.RestoreStep;
import dev.walkback.engine.restore.TargetText;
import dev.walkback.engine.restore.saved.SavedRestore;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.archive.Facts;
import java.io.IOException;
import java.nio.file.Path;

/** {@code plan show}: a restore plan as it was kept. */
public record SavedPlanReport(SavedRestore plan, Path file) implements Report {

    @Override
    public String kind() {
        return "saved-restore-plan";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("plan", plan.fingerprint().text());
        json.writeStringField("file", file.toString());
        json.writeStringField("saved_at", plan.savedAt().toString());
        json.writeStringField("location", plan.location().text());
        json.writeStringField("purpose", plan.purpose());
        PlannedJson.target(json, plan.request().target());
        json.writeStringField("backup", plan.pins().backup().text());
        json.writeNumberField("timeline", plan.pins().timeline().number());
        json.writeStringField("to_lsn", plan.pins().to().toString());
        json.writeArrayFieldStart("steps");
        for (RestoreStep step : plan.steps()) {
            json.writeStartObject();
            json.writeStringField("phase", step.phase().word());
            json.writeStringField("do", step.action());
            json.writeStringField("object", step.object());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private Facts facts() {
        return new Facts()
                .with("plan", plan.fingerprint().text())
                .with("saved", plan.savedAt().toString())
                .with("archive", plan.location().text())
                .with("moment", TargetText.of(plan.request().target()))
                .with("backup", plan.pins().backup().text())
                .with("timeline", plan.pins().timeline().toString())
                .with("wal up to", plan.pins().to().toString())
                .with("directory", plan.request().destination().data().toString());
    }

    @Override
    public void text(Page page) {
        facts().print(page);
        for (RestoreStep step : plan.steps()) {
            if (page.plain()) {
                page.record("step", step.phase().word(), step.action(), page.name(step.object()));
            } else {
                page.wrapped("  ", step.phase().word() + "  " + step.sentence());
            }
        }
        if (!page.plain()) {
            page.command("restore step --plan=" + plan.fingerprint());
        }
    }

    @Override
    public void words(Page page) {
        facts().say(page);
        page.paragraph("It has " + plan.steps().size() + " steps.");
    }
}
