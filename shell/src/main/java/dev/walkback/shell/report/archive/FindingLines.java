package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.finding.Severity;
import dev.walkback.engine.recovery.Span;
import dev.walkback.engine.verify.Weighed;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Findings, each with its severity, what it costs and what to type next.
 *
 * @param again for each, as in {@link View}
 * @param names how a person at a terminal reads names; null where they are not shortened
 */
record FindingLines(
        List<Weighed> findings,
        Function<Weighed, String> again,
        @Nullable BriefNames names) {

    private static final int SHOWN_NAMES = 3;

    FindingLines {
        findings = List.copyOf(findings);
    }

    static FindingLines of(List<Weighed> findings, View view) {
        return new FindingLines(findings, each -> view.again(), view.names());
    }

    /** Findings that nobody weighed. */
    static List<Weighed> free(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new Weighed(finding, List.of(), List.of()))
                .toList();
    }

    /** Whether somebody should do something. */
    boolean areProblems() {
        return findings.stream().anyMatch(each -> each.severity() != Severity.NOTE);
    }

    void json(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("findings");
        for (Weighed each : findings) {
            json(json, each);
        }
        json.writeEndArray();
    }

    private void json(JsonGenerator json, Weighed each) throws IOException {
        Finding finding = each.finding();
        json.writeStartObject();
        json.writeStringField("code", finding.code().word());
        json.writeStringField("severity", finding.severity().word());
        json.writeStringField("subject", finding.subject());
        json.writeStringField("says", FindingWording.of(finding));
        json.writeObjectFieldStart("facts");
        for (Map.Entry<String, String> fact : finding.facts().entrySet()) {
            json.writeStringField(fact.getKey().replace('-', '_'), fact.getValue());
        }
        json.writeEndObject();
        Json.names(json, "costs_backups", finding.costs());
        json.writeArrayFieldStart("costs_windows");
        for (var window : each.windows()) {
            json.writeNumber(window.number());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("lost");
        for (Span span : each.lost()) {
            Json.span(json, span);
        }
        json.writeEndArray();
        json.writeStringField(
                "try", "walkback " + FindingTries.of(finding, again.apply(each)).command());
        json.writeEndObject();
    }

    void text(Page page) {
        for (Weighed each : findings) {
            if (page.plain()) {
                record(page, each);
            } else {
                lines(page, each);
            }
        }
    }

    private static void record(Page page, Weighed each) {
        Finding finding = each.finding();
        page.record(
                "finding",
                finding.severity().word(),
                finding.code().word(),
                page.name(finding.subject()),
                page.name(joined(finding.costs())),
                each.windows().stream()
                        .map(window -> Integer.toString(window.number()))
                        .collect(Collectors.joining(",")),
                page.name(FindingWording.of(finding)));
    }

    private void lines(Page page, Weighed each) {
        Finding finding = each.finding();
        page.bold(Text.padded(finding.severity().word(), 8) + "  "
                + finding.code().word());
        page.wrapped("   ", FindingWording.of(finding));
        String costs = costs(each, page.forPeople());
        if (!costs.isEmpty()) {
            page.wrapped("   costs: ", costs);
        }
        Suggestion next = FindingTries.of(finding, again.apply(each));
        page.line("   try:   " + page.typed(next.command()));
    }

    /** Names of backups are long: beyond a few a person reads how many, while a file gets all. */
    private String costs(Weighed each, boolean few) {
        List<String> costs = new ArrayList<>();
        List<BackupName> backups = each.finding().costs();
        String reach = each.finding().code() == FindingCode.GAP ? "the reach of " : "";
        if (few && backups.size() > SHOWN_NAMES) {
            costs.add(reach + backups.size() + " backups, the first " + name(backups.getFirst(), few));
        } else if (!backups.isEmpty()) {
            costs.add(reach + backups.stream().map(name -> name(name, few)).collect(Collectors.joining(", ")));
        }
        if (!each.windows().isEmpty()) {
            costs.add((each.windows().size() == 1 ? "the end of window " : "the ends of windows ")
                    + each.windows().stream()
                            .map(window -> Integer.toString(window.number()))
                            .collect(Collectors.joining(", ")));
        }
        each.lost()
                .forEach(span -> costs.add("every moment from " + span.from() + " to " + span.to() + " on timeline "
                        + span.timeline() + ", " + Text.size(span.to().bytesSince(span.from())) + " of WAL"));
        return String.join("; ", costs);
    }

    void words(Page page) {
        if (findings.isEmpty()) {
            page.paragraph("Nothing was found to be wrong.");
            return;
        }
        page.paragraph(Text.count(findings.size(), "finding") + ", the worst first.");
        for (Weighed each : findings) {
            String costs = costs(each, true);
            String kind = switch (each.severity()) {
                case DAMAGE -> "Damage: ";
                case WARNING -> "Warning: ";
                case NOTE -> "Note: ";
            };
            page.paragraph(kind + page.sentence(FindingWording.of(each.finding())) + "."
                    + (costs.isEmpty() ? "" : " It costs " + page.sentence(costs) + "."));
        }
    }

    private String name(BackupName name, boolean brief) {
        return brief && names != null ? names.of(name) : name.text();
    }

    private static String joined(List<BackupName> names) {
        return names.stream().map(BackupName::text).collect(Collectors.joining(","));
    }
}
