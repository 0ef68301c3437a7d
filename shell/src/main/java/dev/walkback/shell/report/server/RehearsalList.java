package dev.walkback.shell.report.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.shell.report.Cell;
import dev.walkback.shell.report.Column;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Table;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.List;

/** {@code rehearse list}: what was rehearsed here, the newest first. */
public record RehearsalList(List<RehearsalResult> results) implements Report {

    public RehearsalList {
        results = List.copyOf(results);
    }

    @Override
    public String kind() {
        return "rehearsals";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (RehearsalResult result : results) {
            RehearsalReport.json(json, result);
        }
        json.writeEndArray();
    }

    static void record(Page page, RehearsalResult result) {
        page.record(
                result.run(),
                result.verdict().word(),
                Long.toString(result.recovery().toSeconds()),
                result.reached().isEmpty() ? "-" : result.reached(),
                result.lastCommit() == null ? "-" : result.lastCommit().toString(),
                page.name(result.target()),
                page.name(result.backup()),
                page.name(result.storage()));
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            results.forEach(result -> record(page, result));
            return;
        }
        if (results.isEmpty()) {
            page.line("Nothing was rehearsed here yet.");
            return;
        }
        Table table = new Table(
                Column.left("RUN"),
                Column.left("VERDICT"),
                Column.right("TOOK"),
                Column.left("TARGET"),
                Column.left("STORAGE"));
        results.forEach(result -> table.row(
                Cell.of(result.run()),
                Cell.of(result.verdict().word()),
                Cell.of(Text.lasting(result.recovery())),
                Cell.of(page.name(result.target())),
                Cell.of(page.name(result.storage()))));
        table.print(page);
    }

    @Override
    public void words(Page page) {
        if (results.isEmpty()) {
            page.line("Nothing was rehearsed here yet.");
        }
        results.forEach(result -> page.paragraph(
                page.sentence("On " + Text.minute(result.begun()) + " the rehearsal of " + result.storage() + " "
                        + result.verdict().word() + " after " + Text.lasting(result.recovery()) + ".")));
    }
}
