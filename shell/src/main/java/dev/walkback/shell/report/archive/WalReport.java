package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.shell.report.Cell;
import dev.walkback.shell.report.Column;
import dev.walkback.shell.report.Look;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Table;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code wal show}: which WAL is there, timeline by timeline, run by run, with the gaps between.
 *
 * @param only null for all timelines
 */
public record WalReport(View view, @Nullable Timeline only) implements Report {

    @Override
    public String kind() {
        return "wal";
    }

    @Override
    public Look look() {
        return view.look();
    }

    private List<TimelineLines> timelines() {
        return TimelineLines.all(view).stream()
                .filter(each -> only == null || each.timeline().equals(only))
                .toList();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (TimelineLines each : timelines()) {
            json.writeStartObject();
            each.json(json);
            Optional<TimelineWal> wal = each.wal();
            json.writeArrayFieldStart("runs");
            for (Coverage.Run run : runs(wal)) {
                json.writeStartObject();
                Json.segments(json, run.first(), run.last());
                json.writeEndObject();
            }
            json.writeEndArray();
            segments(json, "partials", wal.map(TimelineWal::partials).orElse(List.of()));
            segments(json, "delta_maps", wal.map(TimelineWal::deltaMaps).orElse(List.of()));
            json.writeNumberField(
                    "backup_histories",
                    wal.map(it -> it.backupHistories().size()).orElse(0));
            json.writeNumberField(
                    "objects", wal.map(it -> it.segments().count()).orElse(0));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void segments(JsonGenerator json, String name, List<Segment> segments) throws IOException {
        json.writeArrayFieldStart(name);
        for (Segment segment : segments) {
            json.writeString(segment.name());
        }
        json.writeEndArray();
    }

    private static List<Coverage.Run> runs(Optional<TimelineWal> wal) {
        return wal.map(it -> it.coverage().runs()).orElse(List.of());
    }

    @Override
    public void text(Page page) {
        Heading.print(page, view);
        Table table = new Table(
                Column.right("TL"),
                Column.left("WHAT"),
                Column.left("FIRST SEGMENT"),
                Column.left("LAST SEGMENT"),
                Column.right("SEGMENTS"),
                Column.left("FROM LSN").givenUp(2),
                Column.left("TO LSN").givenUp(1),
                Column.right("BACKUPS").givenUp(3));
        timelines().forEach(each -> rows(table, each));
        table.print(page);
        if (!page.plain()) {
            timelines().forEach(each -> footer(page, each));
            WindowSummary.print(page, view);
        }
    }

    private void rows(Table table, TimelineLines each) {
        List<Coverage.Run> runs = runs(each.wal());
        List<Coverage.Gap> gaps = each.gaps();
        if (runs.isEmpty()) {
            table.row(
                    Cell.of(each.timeline().toString()),
                    Cell.of("no wal"),
                    Cell.NONE,
                    Cell.NONE,
                    Cell.count(0),
                    Cell.of(each.begin().map(Object::toString)),
                    Cell.NONE,
                    Cell.count(each.backups().size()));
        }
        for (int i = 0; i < runs.size(); i++) {
            row(table, "wal", runs.get(i).first(), runs.get(i).last(), Cell.count(backups(each, runs, i)));
            if (i < gaps.size()) {
                row(table, "gap", gaps.get(i).first(), gaps.get(i).last(), Cell.NONE);
            }
        }
    }

    private static void row(Table table, String what, Segment first, Segment last, Cell backups) {
        table.row(
                Cell.of(first.timeline().toString()),
                Cell.of(what),
                Cell.segment(first),
                Cell.segment(last),
                Cell.count(last.number() - first.number() + 1),
                Cell.of(first.start().toString()),
                Cell.of(last.end().toString()),
                backups);
    }

    /** Those that start in the run; one that starts in none of them is counted with the first. */
    private static long backups(TimelineLines each, List<Coverage.Run> runs, int index) {
        return each.backups().stream()
                .filter(backup -> runOf(backup, runs) == index)
                .count();
    }

    private static int runOf(Backup backup, List<Coverage.Run> runs) {
        Optional<Segment> start = backup.name()
                .start()
                .flatMap(digits -> digits.in(runs.getFirst().first().size()));
        for (int i = 0; i < runs.size(); i++) {
            if (start.isPresent() && runs.get(i).contains(start.get())) {
                return i;
            }
        }
        return 0;
    }

    private static void footer(Page page, TimelineLines each) {
        each.parent()
                .ifPresent(parent -> page.wrapped(
                        "  ",
                        "timeline " + each.timeline() + " left " + parent + " at "
                                + each.begin().orElseThrow()
                                + (each.reason().isEmpty() ? "" : ": " + page.name(each.reason()))));
        String history = each.history();
        if (history.equals("absent") || history.equals("unreadable")) {
            page.line("  " + each.timeline().historyName() + " is "
                    + (history.equals("absent") ? "missing" : "unreadable"));
        }
        each.wal()
                .filter(it -> !it.partials().isEmpty())
                .ifPresent(it -> page.wrapped(
                        "  ",
                        "timeline " + each.timeline() + " also has "
                                + Text.count(it.partials().size(), "partial segment")));
    }

    @Override
    public void words(Page page) {
        Heading.say(page, view);
        timelines().forEach(each -> page.paragraph(each.spoken(page)));
        WindowReport.say(page, view);
    }
}
