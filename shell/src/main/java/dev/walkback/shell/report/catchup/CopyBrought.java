package dev.walkback.shell.report.catchup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.catchup.CatchupFetch.Brought;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.nio.file.Path;

/** {@code catchup fetch} and {@code catchup receive}: what changed in the copy. */
public record CopyBrought(Path directory, Brought brought) implements Report {

    @Override
    public String kind() {
        return "copy-brought-forward";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("directory", directory.toString());
        json.writeNumberField("files", brought.files());
        json.writeNumberField("pages", brought.pages());
        json.writeNumberField("removed", brought.removed());
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            page.record(
                    directory.toString(),
                    Long.toString(brought.files()),
                    Long.toString(brought.pages()),
                    Long.toString(brought.removed()));
            return;
        }
        page.line("brought forward " + page.name(directory.toString()) + ": " + Text.count(brought.files(), "file")
                + " whole, " + Text.count(brought.pages(), "page") + " of others, "
                + Text.count(brought.removed(), "file") + " removed");
    }
}
