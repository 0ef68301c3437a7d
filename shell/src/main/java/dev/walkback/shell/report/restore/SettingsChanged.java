package dev.walkback.shell.report.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What walkback wrote before is out again, or some of it.
 *
 * @param what {@code removed} or {@code archiving}
 * @param files that changed or went
 * @param sentences what it means, and what comes next
 */
public record SettingsChanged(Path data, String what, List<String> files, List<String> sentences) implements Report {

    public SettingsChanged {
        files = List.copyOf(files);
        sentences = List.copyOf(sentences);
    }

    @Override
    public String kind() {
        return "restore-settings-changed";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("data", data.toString());
        json.writeStringField("what", what);
        json.writeArrayFieldStart("files");
        for (String file : files) {
            json.writeString(file);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            files.forEach(file -> page.record(what, page.name(file)));
            return;
        }
        files.forEach(file -> page.line("changed: " + page.name(file)));
        sentences.forEach(sentence -> page.wrapped("", sentence));
    }
}
