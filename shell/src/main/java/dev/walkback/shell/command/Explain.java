package dev.walkback.shell.command;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.line.Nearest;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code explain}: what an error code means. */
final class Explain {

    private static final int CODE_WIDTH = 22;

    private Explain() {}

    static Exit run(Invocation invocation, Session session) {
        String code = invocation.argument(0);
        session.reporter()
                .show(
                        code.isEmpty()
                                ? new All(List.of(ErrorCode.values()))
                                : new One(ErrorCode.of(code).orElseThrow(() -> unknown(code))));
        return Exit.DONE;
    }

    private static UsageError unknown(String code) {
        List<String> known =
                java.util.Arrays.stream(ErrorCode.values()).map(ErrorCode::text).toList();
        List<Suggestion> tries = new ArrayList<>();
        Nearest.to(code, known)
                .ifPresent(nearest -> tries.add(Suggestion.command("explain " + nearest, "the nearest")));
        tries.add(Suggestion.command("explain", "all codes"));
        return new UsageError(ErrorCode.UNKNOWN_TOPIC, "unknown error code " + ShellWord.quoted(code), "", tries);
    }

    private static void write(JsonGenerator json, ErrorCode code) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", code.text());
        json.writeNumberField("exit", code.exit().code());
        json.writeStringField("explanation", code.explanation().replace("\n", " "));
        json.writeEndObject();
    }

    private record One(ErrorCode code) implements Report {

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
            page.line(code.explanation());
            page.line("Exit code " + code.exit().code() + ": " + code.exit().meaning() + ".");
        }
    }

    private record All(List<ErrorCode> codes) implements Report {

        @Override
        public String kind() {
            return "error-codes";
        }

        @Override
        public void json(JsonGenerator json) throws IOException {
            json.writeStartArray();
            for (ErrorCode code : codes) {
                write(json, code);
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
}
