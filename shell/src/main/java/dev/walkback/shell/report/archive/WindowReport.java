package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.recovery.Bound;
import dev.walkback.engine.recovery.RecoveryWindow;
import dev.walkback.engine.recovery.RecoveryWindow.Ending;
import dev.walkback.engine.recovery.Unreachable;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.shell.report.Cell;
import dev.walkback.shell.report.Column;
import dev.walkback.shell.report.Look;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Table;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code window list}: where one can get back to, and why not further. */
public record WindowReport(View view) implements Report {

    @Override
    public String kind() {
        return "windows";
    }

    @Override
    public Look look() {
        return view.look();
    }

    private List<RecoveryWindow> windows() {
        return view.windows().windows();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("windows");
        for (RecoveryWindow window : windows()) {
            window(json, window);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("unreachable");
        for (Unreachable span : view.windows().unreachable()) {
            json.writeStartObject();
            bound(json, "from", span.from());
            bound(json, "to", span.to());
            json.writeBooleanField("closed", span.isClosed());
            timelines(json, span.timelines());
            json.writeNumberField("wal_bytes", span.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void window(JsonGenerator json, RecoveryWindow window) throws IOException {
        json.writeStartObject();
        json.writeNumberField("window", window.number());
        bound(json, "from", window.from());
        bound(json, "to", window.to());
        json.writeBooleanField("growing", window.isGrowing());
        timelines(json, window.timelines());
        json.writeNumberField("wal_bytes", window.bytes());
        json.writeStringField("starts_with", window.startsWith().text());
        Json.names(json, "backups", window.backups());
        json.writeObjectFieldStart("ends_because");
        ending(json, window.endsBecause());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Times from a listing are about right and never exact; hence their name, which leaves room for exact ones. */
    private static void bound(JsonGenerator json, String name, Bound bound) throws IOException {
        json.writeStringField(name + "_lsn", bound.lsn().toString());
        json.writeNumberField(name + "_timeline", bound.timeline().number());
        json.writeStringField(name + "_segment", bound.segment().name());
        Json.time(json, name + "_about", Optional.ofNullable(bound.about()));
    }

    private static void timelines(JsonGenerator json, List<Timeline> timelines) throws IOException {
        json.writeArrayFieldStart("timelines");
        for (Timeline timeline : timelines) {
            json.writeNumber(timeline.number());
        }
        json.writeEndArray();
    }

    private static void ending(JsonGenerator json, Ending ending) throws IOException {
        json.writeStringField("kind", ending.word());
        switch (ending) {
            case Ending.Gap gap -> {
                json.writeNumberField("timeline", gap.first().timeline().number());
                Json.segments(json, gap.first(), gap.last());
            }
            case Ending.ArchiveEnds end ->
                json.writeStringField("last", end.last().name());
            case Ending.TimelineLeft left -> {
                json.writeNumberField("timeline", left.timeline().number());
                json.writeStringField("at_lsn", left.at().toString());
                json.writeNumberField("next_timeline", left.next().number());
            }
            case Ending.BranchEnds branch -> {
                json.writeNumberField("timeline", branch.timeline().number());
                json.writeNumberField("newest_timeline", branch.newest().number());
            }
            case Ending.HistoryMissing missing ->
                json.writeNumberField("timeline", missing.missing().number());
        }
        json.writeStringField("says", EndingWords.sentence(ending));
    }

    @Override
    public void text(Page page) {
        Heading.print(page, view);
        table(view).print(page);
        if (page.plain()) {
            return;
        }
        if (windows().isEmpty()) {
            page.wrapped("  ", "no moment can be reached: no backup can be restored");
        }
        view.windows().unreachable().forEach(span -> page.wrapped("  ", "Not reachable: " + unreachable(span)));
        if (!windows().isEmpty()) {
            page.wrapped("  ", "Times are those of backups and of stored objects: about right, never exact.");
        }
    }

    static Table table(View view) {
        Table table = new Table(
                Column.right("WINDOW"),
                Column.left("FROM LSN"),
                Column.left("FROM (UTC)").givenUp(1),
                Column.left("TO LSN"),
                Column.left("TO (UTC)").givenUp(2),
                Column.left("LONG").givenUp(4),
                Column.left("TL").givenUp(3),
                Column.left("STARTS WITH").givenUp(5),
                Column.left("ENDS BECAUSE"));
        view.windows()
                .windows()
                .forEach(window -> table.row(
                        Cell.count(window.number()),
                        Cell.of(window.from().lsn().toString()),
                        about(window.from()),
                        Cell.of(window.to().lsn().toString()),
                        about(window.to()),
                        Cell.lasting(about(window.from(), window.to())),
                        Cell.of(joined(window.timelines())),
                        view.names().cell(window.startsWith()),
                        new Cell(
                                window.endsBecause().word(),
                                EndingWords.of(window.endsBecause()),
                                EndingWords.brief(window.endsBecause()))));
        return table;
    }

    private String unreachable(Unreachable span) {
        String times = about(span.from(), span.to()).isEmpty()
                ? ""
                : ", about " + minute(span.from()) + " to " + minute(span.to());
        String length = about(span.from(), span.to())
                .map(it -> " (" + Text.span(it) + ")")
                .orElse("");
        return span.from().lsn() + " to " + span.to().lsn() + " on timeline " + joined(span.timelines()) + times
                + length + (span.isClosed() ? "" : ", and nothing after it");
    }

    private static String minute(Bound bound) {
        Instant about = bound.about();
        return about == null ? "?" : Text.minute(about);
    }

    private static Cell about(Bound bound) {
        Instant about = bound.about();
        if (about == null) {
            return Cell.NONE;
        }
        Cell cell = Cell.time(about);
        return new Cell(cell.plain(), "~" + Text.minute(about), "~" + cell.brief());
    }

    private static Optional<Duration> about(Bound from, Bound to) {
        Instant begin = from.about();
        Instant end = to.about();
        return begin == null || end == null || end.isBefore(begin)
                ? Optional.empty()
                : Optional.of(Duration.between(begin, end));
    }

    static String joined(List<Timeline> timelines) {
        return timelines.stream().map(Timeline::toString).collect(Collectors.joining(","));
    }

    @Override
    public void words(Page page) {
        Heading.say(page, view);
        say(page, view);
    }

    /** The sentence that the whole archive comes down to. */
    static void say(Page page, View view) {
        List<RecoveryWindow> windows = view.windows().windows();
        if (windows.isEmpty()) {
            page.paragraph("You cannot go back to any moment: no backup can be restored.");
            return;
        }
        page.paragraph("You can go back to any moment "
                + windows.stream().map(window -> said(window, page.now())).collect(Collectors.joining(", and ")) + ".");
        windows.stream()
                .filter(window -> !window.isGrowing())
                .forEach(window -> page.paragraph((windows.size() == 1 ? "It" : "Window " + window.number())
                        + " ends because " + EndingWords.sentence(window.endsBecause()) + "."));
    }

    private static String said(RecoveryWindow window, Instant now) {
        return "from " + said(window.from(), now) + " to " + (window.isGrowing() ? "now" : said(window.to(), now));
    }

    private static String said(Bound bound, Instant now) {
        Instant about = bound.about();
        return (about == null ? "" : "about " + Spoken.minute(about, now) + ", ") + "position " + bound.lsn();
    }
}
