package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.recovery.Branch;
import dev.walkback.engine.recovery.RecoveryWindow;
import dev.walkback.engine.recovery.TimelineMap;
import dev.walkback.engine.recovery.TimelineMap.Scale;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.shell.report.Look;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code timeline show}: the whole history as a map, oldest timeline first.
 *
 * @param only the timeline whose line is to be shown; null for all of them
 */
public record TimelineReport(
        View view, Scale scale, @Nullable Timeline only) implements Report {

    /** A screen of rows, and some to scroll; below it stands how many more there are. */
    private static final int MOST_ROWS = 60;

    private static final int MOST_GAPS = 8;

    @Override
    public String kind() {
        return "timeline-map";
    }

    @Override
    public Look look() {
        return view.look();
    }

    private Set<Timeline> shown() {
        Timeline wanted = only;
        List<Branch> branches = wanted == null
                ? List.copyOf(view.windows().branches().all())
                : view.windows()
                        .branches()
                        .lineTo(view.windows().branches().of(wanted).orElseThrow());
        return branches.stream().map(Branch::timeline).collect(Collectors.toSet());
    }

    private List<TimelineLines> timelines() {
        Set<Timeline> shown = shown();
        return TimelineLines.all(view).stream()
                .filter(each -> shown.contains(each.timeline()))
                .toList();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("timelines");
        for (TimelineLines each : timelines()) {
            json.writeStartObject();
            each.json(json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("windows");
        for (RecoveryWindow window : view.windows().windows()) {
            WindowReport.window(json, window);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            TimelineList.table(timelines()).ofKind("timeline").print(page);
            WindowReport.table(view).ofKind("window").print(page);
            return;
        }
        Heading.print(page, view);
        int columns = Math.max(20, page.width() - MapDrawing.LABEL - 2);
        TimelineMap map = TimelineMap.of(view.windows(), scale, columns);
        if (map.rows().isEmpty()) {
            page.wrapped("  ", "there is no timeline: no WAL, and no backup that names one");
            return;
        }
        Set<Timeline> shown = shown();
        List<TimelineMap.Row> rows = map.rows().stream()
                .filter(row -> shown.contains(row.timeline()))
                .toList();
        Set<Integer> windows = view.windows().windows().stream()
                .filter(window -> window.timelines().stream().anyMatch(shown::contains))
                .map(RecoveryWindow::number)
                .collect(Collectors.toSet());
        new MapDrawing(map, MapGlyphs.of(page.ascii()), windows)
                .print(rows.stream().limit(MOST_ROWS).toList(), page);
        if (rows.size() > MOST_ROWS) {
            page.wrapped(
                    "  ",
                    "and " + (rows.size() - MOST_ROWS) + " more timelines: "
                            + page.typed("timeline list" + view.again()));
        }
        gaps(page);
        WindowSummary.print(page, view);
        if (scale == Scale.TIME) {
            page.wrapped("  ", "Times are those of backups and of stored objects: about right, never exact.");
        }
    }

    private void gaps(Page page) {
        List<String> gaps = timelines().stream()
                .flatMap(each -> each.gaps().stream())
                .map(gap -> "  LOST " + Text.count(gap.segments(), "segment") + " "
                        + gap.first().shortName()
                        + (gap.segments() > 1 ? ".." + gap.last().shortName() : "") + ": from "
                        + gap.first().start()
                        + " to " + gap.last().end())
                .toList();
        gaps.stream().limit(MOST_GAPS).forEach(line -> page.wrapped("  ", line.strip()));
        if (gaps.size() > MOST_GAPS) {
            page.wrapped(
                    "  ", "and " + (gaps.size() - MOST_GAPS) + " more gaps: " + page.typed("wal show" + view.again()));
        }
    }

    @Override
    public void words(Page page) {
        Heading.say(page, view);
        timelines().forEach(each -> page.paragraph(each.spoken(page)));
        WindowReport.say(page, view);
    }
}
