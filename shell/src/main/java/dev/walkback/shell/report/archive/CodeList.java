package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.server.log.LogMessage;
import dev.walkback.shell.report.Cell;
import dev.walkback.shell.report.Column;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Table;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * All codes: those of errors with their exit codes, those of findings with their severity, those of messages in a server's log with
 * their weight.
 */
public record CodeList(List<CodePage> codes) implements Report {

    public CodeList {
        codes = List.copyOf(codes);
    }

    public static CodeList all() {
        return new CodeList(Stream.of(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::text),
                        Arrays.stream(FindingCode.values()).map(FindingCode::word),
                        Arrays.stream(LogMessage.values()).map(LogMessage::word))
                .flatMap(codes -> codes)
                .distinct()
                .map(code -> CodePage.of(code).orElseThrow())
                .toList());
    }

    public List<String> names() {
        return codes.stream().map(CodePage::code).toList();
    }

    @Override
    public String kind() {
        return "error-codes";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (CodePage code : codes) {
            code.json(json);
        }
        json.writeEndArray();
    }

    @Override
    public void text(Page page) {
        Table table = new Table(Column.left("CODE"), Column.right("EXIT"), Column.left("SEVERITY"));
        codes.forEach(code -> table.row(
                Cell.of(code.code()),
                code.error() == null
                        ? Cell.NONE
                        : Cell.count(code.error().exit().code()),
                Cell.of(severity(code))));
        table.print(page);
    }

    private static String severity(CodePage code) {
        if (code.message() != null) {
            return code.message().weight().word();
        }
        return code.finding() == null ? "-" : code.finding().severity().word();
    }
}
