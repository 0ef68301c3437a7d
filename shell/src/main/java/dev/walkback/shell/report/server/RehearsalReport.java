package dev.walkback.shell.report.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.server.Check;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** {@code rehearse} and {@code rehearse show}: what came of one. */
public record RehearsalReport(RehearsalResult result) implements Report {

    @Override
    public String kind() {
        return "rehearsal";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json(json, result);
    }

    static void json(JsonGenerator json, RehearsalResult result) throws IOException {
        json.writeStartObject();
        json.writeStringField("run", result.run());
        json.writeStringField("begun", result.begun().toString());
        json.writeStringField("storage", result.storage());
        json.writeStringField("system_identifier", result.system());
        json.writeStringField("backup", result.backup());
        json.writeStringField("target", result.target());
        json.writeStringField("timeline", result.timeline());
        json.writeStringField("verdict", result.verdict().word());
        json.writeStringField("why", result.why());
        json.writeNumberField("recovery_seconds", seconds(result.recovery()));
        json.writeArrayFieldStart("phases");
        for (Map.Entry<String, Duration> phase : result.phases().entrySet()) {
            json.writeStartObject();
            json.writeStringField("phase", phase.getKey());
            json.writeNumberField("took_seconds", seconds(phase.getValue()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("reached_lsn", result.reached());
        if (result.lastCommit() != null) {
            json.writeStringField("last_commit", result.lastCommit().toString());
        }
        if (result.behind() != null) {
            json.writeNumberField("behind_seconds", seconds(result.behind()));
        }
        CheckedReport.json(json, result.checks());
        json.writeEndObject();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            RehearsalList.record(page, result);
            CheckedReport.table(page, result.checks());
            return;
        }
        page.bold("rehearsal " + result.run() + "   " + result.verdict().word());
        if (!result.why().isEmpty()) {
            page.wrapped("  why       ", result.why());
        }
        page.wrapped("  from      ", result.backup() + " of " + result.storage());
        page.wrapped("  to        ", result.target() + ", timeline " + result.timeline());
        page.wrapped("  took      ", Text.lasting(result.recovery()) + " from an empty directory to the moment");
        page.wrapped("  of it     ", phases());
        page.wrapped("  reached   ", reached());
        if (!result.checks().isEmpty()) {
            page.line("");
            CheckedReport.table(page, result.checks());
        }
    }

    private String phases() {
        StringBuilder phases = new StringBuilder();
        result.phases()
                .forEach((phase, took) -> phases.append(phases.isEmpty() ? "" : ", ")
                        .append(phase)
                        .append(' ')
                        .append(Text.lasting(took)));
        return phases.toString();
    }

    private String reached() {
        return (result.reached().isEmpty() ? "nothing" : result.reached())
                + (result.lastCommit() == null ? "" : ", the last commit in it is of " + result.lastCommit())
                + (result.behind() == null ? "" : ", " + Text.span(result.behind()) + " before what was wanted");
    }

    @Override
    public void words(Page page) {
        page.paragraph(page.sentence("The rehearsal "
                + switch (result.verdict()) {
                    case PASSED -> "passed.";
                    case FAILED -> "failed: " + result.why() + ".";
                    case INTERRUPTED -> "was interrupted.";
                }));
        page.paragraph(page.sentence("From an empty directory to the moment it took " + Text.lasting(result.recovery())
                + ". It reached " + reached() + "."));
        long failed = result.checks().stream()
                .filter(check -> check.verdict() == Check.Verdict.FAILED)
                .count();
        page.paragraph(Text.count(result.checks().size(), "check") + " made, " + failed + " of them failed.");
    }
}
