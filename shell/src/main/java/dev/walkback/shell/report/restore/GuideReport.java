package dev.walkback.shell.report.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.restore.guide.StartGuide;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a server is started by hand.
 *
 * @param others guides that fit this host as well
 */
public record GuideReport(Path data, StartGuide guide, List<StartGuide.Keeper> others) implements Report {

    public GuideReport {
        others = List.copyOf(others);
    }

    @Override
    public String kind() {
        return "restore-guide";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("data", data.toString());
        json.writeStringField("guide", guide.keeper().word());
        json.writeArrayFieldStart("steps");
        for (StartGuide.Step step : guide.steps()) {
            json.writeStartObject();
            json.writeStringField("command", step.command());
            json.writeStringField("why", step.why());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notes");
        for (String note : guide.notes()) {
            json.writeString(note);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("others");
        for (StartGuide.Keeper other : others) {
            json.writeString(other.word());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            guide.steps().forEach(step -> page.record(guide.keeper().word(), step.command(), page.name(step.why())));
            return;
        }
        page.line("walkback starts no server that is not a copy to look at. With "
                + guide.keeper().word() + ":");
        for (StartGuide.Step step : guide.steps()) {
            page.line("");
            if (!step.why().isEmpty()) {
                page.line("  # " + page.sentence(step.why()));
            }
            page.line("  " + step.command());
        }
        page.line("");
        guide.notes().forEach(note -> page.wrapped("", note));
        if (!others.isEmpty()) {
            page.line("Also here: --guide "
                    + others.stream().map(StartGuide.Keeper::word).collect(Collectors.joining(", ")));
        }
    }
}
