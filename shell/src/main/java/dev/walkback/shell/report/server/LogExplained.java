package dev.walkback.shell.report.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.server.log.Evidence;
import dev.walkback.engine.server.log.LogLine;
import dev.walkback.engine.server.log.LogMessage;
import dev.walkback.engine.server.log.Told;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Suggestion;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a server's log, each kind once, explained.
 *
 * @param lines in the order in which they came first
 * @param unknown how many lines were neither known nor alarming
 */
public record LogExplained(List<Line> lines, int unknown) implements Report {

    /**
     * A line, and how often its like came.
     *
     * @param line the last of them
     * @param told null for one that is not known, and is here because the server took it for serious
     * @param about what it is about, as it is typed
     */
    public record Line(LogLine line, @Nullable Told told, int count, List<Evidence> evidence, About about) {

        public Line {
            evidence = List.copyOf(evidence);
        }

        /** {@code serious}; for one that is not known {@code unknown}. */
        public String weight() {
            return told == null ? "unknown" : told.message().weight().word();
        }

        Meaning meaning() {
            return told == null
                    ? Meaning.of(
                            "walkback does not know this message. The server took it for serious, so the lines around it say more.")
                    : about.again(Meaning.of(told, about.data()));
        }

        List<String> evidenceSentences() {
            return evidence.stream().map(EvidenceWording::of).toList();
        }
    }

    /**
     * What is typed again in what is suggested.
     *
     * @param data the directory; {@code DIR} where nobody said which
     * @param storage options that lead to the same storage, a blank before each; empty where none is needed
     */
    public record About(String data, String storage) {

        private static final List<String> OF_A_STORAGE =
                List.of("wal ", "timeline ", "backup ", "cluster ", "storage ", "restore plan");

        Meaning again(Meaning meaning) {
            return new Meaning(
                    meaning.cause(), meaning.tries().stream().map(this::again).toList());
        }

        private Suggestion again(Suggestion suggestion) {
            boolean ofAStorage = suggestion.own() && OF_A_STORAGE.stream().anyMatch(suggestion.command()::startsWith);
            return ofAStorage ? Suggestion.command(suggestion.command() + storage, suggestion.purpose()) : suggestion;
        }
    }

    public LogExplained {
        lines = List.copyOf(lines);
    }

    /** Whether the recovery stopped, or may come out wrong. */
    public boolean isSerious() {
        return lines.stream()
                .anyMatch(line -> line.told() == null || line.told().message().weight() == LogMessage.Weight.SERIOUS);
    }

    @Override
    public String kind() {
        return "log-messages";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("messages");
        for (Line line : lines) {
            json(json, line);
        }
        json.writeEndArray();
        json.writeNumberField("unknown", unknown);
        json.writeEndObject();
    }

    static void json(JsonGenerator json, Line line) throws IOException {
        json.writeStartObject();
        Told told = line.told();
        if (told != null) {
            json.writeStringField("code", told.message().word());
        }
        json.writeStringField("weight", line.weight());
        json.writeStringField("severity", line.line().severity());
        json.writeStringField("message", line.line().text());
        json.writeStringField("when", line.line().when());
        json.writeNumberField("count", line.count());
        json.writeStringField("cause", line.meaning().cause());
        json.writeArrayFieldStart("evidence");
        for (String sentence : line.evidenceSentences()) {
            json.writeString(sentence);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("try");
        for (Suggestion suggestion : line.meaning().tries()) {
            json.writeString(suggestion.own() ? "walkback " + suggestion.command() : suggestion.command());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        for (Line line : lines) {
            if (page.plain()) {
                page.record(
                        line.told() == null ? "-" : line.told().message().word(),
                        line.weight(),
                        Integer.toString(line.count()),
                        page.name(line.line().text()),
                        page.sentence(line.meaning().cause()));
            } else {
                paragraph(page, line);
            }
        }
        if (!page.plain() && unknown > 0 && lines.isEmpty()) {
            page.line("Nothing of a recovery is in " + (unknown == 1 ? "this line." : "these " + unknown + " lines."));
        }
    }

    static void paragraph(Page page, Line line) {
        page.bold(page.sentence(line.line().text()) + (line.count() > 1 ? "   (" + line.count() + " such lines)" : ""));
        page.wrapped("  " + line.weight() + ": ", line.meaning().cause());
        line.evidenceSentences().forEach(sentence -> page.wrapped("  here:  ", sentence));
        for (Suggestion suggestion : line.meaning().tries()) {
            String typed = suggestion.own() ? page.typed(suggestion.command()) : suggestion.command();
            page.line("  try:   " + page.sentence(typed)
                    + (suggestion.purpose().isEmpty() ? "" : "   " + suggestion.purpose()));
        }
    }

    @Override
    public void words(Page page) {
        for (Line line : lines) {
            page.paragraph(page.sentence("The server said: " + line.line().text()
                    + (line.line().text().endsWith(".") ? " " : ". ")
                    + switch (line.weight()) {
                        case "harmless" -> "That is harmless. ";
                        case "waiting" -> "It waits. ";
                        case "serious" -> "That is serious. ";
                        default -> "";
                    }
                    + line.meaning().cause() + " " + String.join(" ", line.evidenceSentences())));
            line.meaning()
                    .tries()
                    .forEach(suggestion -> page.paragraph(page.sentence("You can type: "
                            + (suggestion.own() ? page.typed(suggestion.command()) : suggestion.command()))));
        }
        if (lines.isEmpty()) {
            page.paragraph("Nothing of a recovery is in it.");
        }
    }
}
