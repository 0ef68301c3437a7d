package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A text made to be read, or to be handed to another program: a help page, a completion script. */
public record Prose(String kind, String text) implements Report {

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        page.prose(text);
    }
}
