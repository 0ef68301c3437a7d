package dev.walkback.shell.report.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.ShellWord;
import java.io.IOException;
import java.util.List;

/**
 * A restore that was given up.
 *
 * @param begun whether anything had been put on a disk
 * @param left directories that are still there
 */
public record AbandonedReport(String plan, String into, boolean begun, List<String> left) implements Report {

    public AbandonedReport {
        left = List.copyOf(left);
    }

    @Override
    public String kind() {
        return "restore-abandoned";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("plan", plan);
        json.writeStringField("into", into);
        json.writeBooleanField("begun", begun);
        json.writeArrayFieldStart("left");
        for (String place : left) {
            json.writeString(place);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            page.record("abandoned", plan, page.name(into));
            left.forEach(place -> page.record("left", page.name(place)));
            return;
        }
        page.wrapped("", "given up: plan " + plan + (begun ? ", restored into " + into : "; nothing had been begun"));
        if (!left.isEmpty()) {
            page.wrapped("", "Nothing was removed. To remove what is left, type into a shell:");
            left.forEach(place -> page.line(page.sentence("  rm -rf " + ShellWord.quoted(place))));
        }
    }
}
