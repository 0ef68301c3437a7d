package dev.walkback.shell.report.catchup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.push.BackupPushed;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import java.io.IOException;

/** {@code catchup push}: what was stored. */
public record CatchupPushed(BackupPushed pushed, Lsn since) implements Report {

    @Override
    public String kind() {
        return "catchup-pushed";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", pushed.name().text());
        json.writeNumberField("timeline", pushed.start().timeline().number());
        json.writeStringField("since", since.toString());
        json.writeStringField("start", pushed.start().lsn().toString());
        json.writeStringField("finish", pushed.stop().lsn().toString());
        json.writeNumberField("files", pushed.files());
        json.writeNumberField("content_bytes", pushed.sentinel().uncompressedBytes());
        json.writeNumberField("stored_bytes", pushed.sentinel().compressedBytes());
        json.writeNumberField("milliseconds", pushed.took().toMillis());
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            page.record(
                    pushed.name().text(),
                    since.toString(),
                    Long.toString(pushed.files()),
                    Long.toString(pushed.sentinel().uncompressedBytes()),
                    Long.toString(pushed.sentinel().compressedBytes()));
            return;
        }
        page.line("pushed " + page.name(pushed.name().text()) + ", for a copy that has all up to " + since);
        page.line(Text.count(pushed.files(), "file") + ", "
                + Text.size(pushed.sentinel().uncompressedBytes()) + ", stored as "
                + Text.size(pushed.sentinel().compressedBytes()) + ", in " + Text.lasting(pushed.took()));
        page.line("the copy then streams from " + pushed.start().lsn());
    }
}
