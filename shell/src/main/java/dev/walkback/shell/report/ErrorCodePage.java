package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What one error code means. */
public record ErrorCodePage(ErrorCode code) implements Report {

    private static final int WIDTH = 78;

    @Override
    public String kind() {
        return "error-code";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        write(json, code);
    }

    @Override
    public void text(Page page) {
        page.bold(code.text());
        Text.lines(code.explanation().replace("\n", " "), WIDTH).forEach(page::line);
        Text.lines("Exit code " + code.exit().code() + ": " + code.exit().meaning() + ".", WIDTH)
                .forEach(page::line);
    }

    static void write(JsonGenerator json, ErrorCode code) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", code.text());
        json.writeNumberField("exit", code.exit().code());
        json.writeStringField("explanation", code.explanation().replace("\n", " "));
        json.writeEndObject();
    }
}
