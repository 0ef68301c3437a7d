package dev.walkback.shell.report.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.restore.fetch.FetchEvent;
import dev.walkback.engine.restore.fetch.FetchPlan;
import dev.walkback.shell.report.Look;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.report.archive.View;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * {@code backup fetch}: what lies where now.
 *
 * @param brought in this run
 * @param wentOn whether an earlier run had brought some of it
 */
public record BackupFetched(View view, FetchPlan plan, FetchEvent.Brought brought, Duration took, boolean wentOn)
        implements Report {

    @Override
    public String kind() {
        return "backup-fetched";
    }

    @Override
    public Look look() {
        return view.look();
    }

    private BackupName name() {
        return plan.chain().members().getLast().name();
    }

    private String directory() {
        return plan.destination().data().toString();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name().text());
        json.writeStringField("directory", directory());
        json.writeArrayFieldStart("chain");
        for (Backup member : plan.chain().members()) {
            json.writeString(member.name().text());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("tablespaces");
        for (Map.Entry<String, Path> tablespace : plan.tablespaces().entrySet()) {
            json.writeStartObject();
            json.writeStringField("number", tablespace.getKey());
            json.writeStringField("place", tablespace.getValue().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("parts", plan.parts().size());
        json.writeNumberField("stored_bytes", plan.storedBytes());
        json.writeNumberField("files", brought.files());
        json.writeNumberField("written_bytes", brought.writtenBytes());
        json.writeNumberField("milliseconds", took.toMillis());
        json.writeBooleanField("went_on", wentOn);
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            page.record(
                    name().text(),
                    directory(),
                    Long.toString(brought.files()),
                    Long.toString(brought.writtenBytes()),
                    Long.toString(took.toMillis()));
            return;
        }
        page.line("fetched " + page.name(view.brief(name())) + " into " + page.name(directory()));
        page.line(Text.count(brought.files(), "file") + " written, " + Text.size(brought.writtenBytes())
                + (wentOn ? ", after what an earlier run had brought" : ""));
        plan.tablespaces()
                .forEach((number, place) -> page.line("tablespace " + number + ": " + page.name(place.toString())));
        page.wrapped(
                "",
                "It is a copy taken while the server wrote, and needs WAL from its start on to become a cluster: no server can use it"
                        + " as it is.");
    }
}
