package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.shell.report.Cell;
import dev.walkback.shell.report.Column;
import dev.walkback.shell.report.Look;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Table;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.List;

/** {@code timeline list}: forks, switch points, and what is there of each timeline. */
public record TimelineList(View view) implements Report {

    @Override
    public String kind() {
        return "timelines";
    }

    @Override
    public Look look() {
        return view.look();
    }

    private List<TimelineLines> timelines() {
        return TimelineLines.all(view);
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (TimelineLines timeline : timelines()) {
            json.writeStartObject();
            timeline.json(json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void text(Page page) {
        Heading.print(page, view);
        Table table = table(timelines());
        table.print(page);
        if (table.isEmpty() && !page.plain()) {
            page.wrapped("  ", "there is no timeline: no WAL, and no backup that names one");
        }
    }

    static Table table(List<TimelineLines> timelines) {
        Table table = new Table(
                Column.right("TL"),
                Column.right("FROM TL").givenUp(4),
                Column.left("AT LSN"),
                Column.left("FIRST SEGMENT"),
                Column.left("LAST SEGMENT"),
                Column.right("SEGMENTS").givenUp(2),
                Column.right("GAPS"),
                Column.right("LOST").givenUp(6),
                Column.right("BACKUPS").givenUp(3),
                Column.left("HISTORY").givenUp(1),
                Column.left("REASON").givenUp(5));
        for (TimelineLines each : timelines) {
            table.row(
                    Cell.of(each.timeline().toString()),
                    Cell.of(each.parent().map(Object::toString)),
                    Cell.of(each.begin().map(Object::toString)),
                    each.first().map(Cell::segment).orElse(Cell.NONE),
                    each.last().map(Cell::segment).orElse(Cell.NONE),
                    Cell.count(each.segments()),
                    Cell.count(each.gaps().size()),
                    Cell.count(each.lost()),
                    Cell.count(each.backups().size()),
                    Cell.of(each.history()),
                    Cell.of(each.reason().isEmpty() ? "-" : each.reason()));
        }
        return table;
    }

    @Override
    public void words(Page page) {
        Heading.say(page, view);
        page.paragraph(Text.count(timelines().size(), "timeline") + ".");
        timelines().forEach(each -> page.paragraph(each.spoken(page)));
    }
}
