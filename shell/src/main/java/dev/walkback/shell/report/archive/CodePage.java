package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.server.log.LogMessage;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.server.Meaning;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a code means: that of an error, of a finding, or the one word that is both; or that of a message in a server's log. */
public record CodePage(
        String code,
        @Nullable ErrorCode error,
        @Nullable FindingCode finding,
        @Nullable LogMessage message) implements Report {

    public static Optional<CodePage> of(String code) {
        Optional<ErrorCode> error = ErrorCode.of(code);
        Optional<FindingCode> finding = Arrays.stream(FindingCode.values())
                .filter(each -> each.word().equals(code))
                .findFirst();
        Optional<LogMessage> message = LogMessage.of(code);
        return error.isEmpty() && finding.isEmpty() && message.isEmpty()
                ? Optional.empty()
                : Optional.of(new CodePage(code, error.orElse(null), finding.orElse(null), message.orElse(null)));
    }

    @Override
    public String kind() {
        return "error-code";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", code);
        if (error != null) {
            json.writeNumberField("exit", error.exit().code());
        }
        if (finding != null) {
            json.writeStringField("severity", finding.severity().word());
        }
        if (message != null) {
            json.writeStringField("weight", message.weight().word());
        }
        json.writeStringField("explanation", explanation());
        json.writeEndObject();
    }

    String explanation() {
        String ofError = error == null ? "" : error.explanation().replace("\n", " ");
        String ofFinding = finding == null ? "" : FindingExplanation.of(finding);
        String ofMessage = message == null ? "" : Meaning.of(message).cause();
        return (ofError + " " + ofFinding + " " + ofMessage).strip();
    }

    @Override
    public void text(Page page) {
        page.bold(code);
        if (error != null) {
            page.paragraph(error.explanation().replace("\n", " "));
            page.paragraph(
                    "Exit code " + error.exit().code() + ": " + error.exit().meaning() + ".");
        }
        if (finding != null) {
            page.paragraph((error == null ? "" : "As a finding: ") + FindingExplanation.of(finding));
            page.paragraph("A finding; severity " + finding.severity().word() + ".");
        }
        if (message != null) {
            page.paragraph(Meaning.of(message).cause());
            page.paragraph("A message in a server's log; " + message.weight().word() + ".");
        }
    }
}
