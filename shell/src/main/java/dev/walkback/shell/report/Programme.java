package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Which program this is, and on which Java it runs. */
public record Programme(String version, String java) implements Report {

    @Override
    public String kind() {
        return "version";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", "walkback");
        json.writeStringField("version", version);
        json.writeStringField("java", java);
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        page.line("walkback " + version + " (Java " + java + ")");
    }
}
