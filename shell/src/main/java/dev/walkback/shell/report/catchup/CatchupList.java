package dev.walkback.shell.report.catchup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.catchup.CatchupShelf.Stored;
import dev.walkback.shell.report.Cell;
import dev.walkback.shell.report.Column;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Table;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.List;

/** {@code catchup list}. */
public record CatchupList(List<Stored> stored) implements Report {

    public CatchupList {
        stored = List.copyOf(stored);
    }

    @Override
    public String kind() {
        return "catchups";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Stored each : stored) {
            json.writeStartObject();
            json.writeStringField("name", each.name().text());
            json.writeStringField("stored", each.object().modified().toString());
            json.writeStringField("since", String.valueOf(each.since()));
            json.writeStringField("start", String.valueOf(each.sentinel().start()));
            json.writeNumberField("content_bytes", each.sentinel().uncompressedBytes());
            json.writeNumberField("stored_bytes", each.sentinel().compressedBytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void text(Page page) {
        if (stored.isEmpty() && !page.plain()) {
            page.line("nothing was stored to bring copies forward");
            return;
        }
        Table table = new Table(
                Column.left("NAME"),
                Column.left("STORED"),
                Column.left("SINCE"),
                Column.left("START"),
                Column.left("SIZE").givenUp(1));
        stored.forEach(each -> table.row(
                Cell.of(each.name().text()),
                Cell.of(each.object().modified().toString()),
                Cell.of(each.since() == null ? "-" : each.since().toString()),
                Cell.of(
                        each.sentinel().start() == null
                                ? "-"
                                : each.sentinel().start().toString()),
                Cell.of(Text.size(each.sentinel().compressedBytes()))));
        table.print(page);
    }
}
