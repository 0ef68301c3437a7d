package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.shell.settings.NewStorage;
import java.io.IOException;
import java.util.Map;

/**
 * A storage that got a name.
 *
 * @param file that says so
 * @param check the command that tries it
 */
public record StorageAdded(NewStorage added, String file, String check) implements Report {

    @Override
    public String kind() {
        return "storage-added";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", added.name());
        json.writeObjectFieldStart("settings");
        for (Map.Entry<String, String> setting : added.settings().entrySet()) {
            json.writeStringField(setting.getKey(), setting.getValue());
        }
        json.writeEndObject();
        json.writeStringField("file", file);
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            added.settings()
                    .forEach((name, value) -> page.record(added.name(), name, page.name(value), page.name(file)));
            return;
        }
        page.line("added " + added.name() + " to " + page.name(file));
        added.settings().forEach((name, value) -> page.line("  " + name + " = " + page.name(value)));
        page.line("Whether it can be reached:");
        page.command(check);
    }
}
