package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** All error codes with their exit codes. */
public record ErrorCodeList(List<ErrorCode> codes) implements Report {

    private static final int CODE_WIDTH = 22;

    @Override
    public String kind() {
        return "error-codes";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (ErrorCode code : codes) {
            ErrorCodePage.write(json, code);
        }
        json.writeEndArray();
    }

    @Override
    public void text(Page page) {
        if (!page.plain()) {
            page.bold(Text.padded("CODE", CODE_WIDTH) + "  EXIT");
        }
        for (ErrorCode code : codes) {
            String exit = Integer.toString(code.exit().code());
            if (page.plain()) {
                page.record(code.text(), exit);
            } else {
                page.line(Text.padded(code.text(), CODE_WIDTH) + "  " + Text.right(exit, 4));
            }
        }
    }
}
