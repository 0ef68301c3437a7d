package dev.walkback.shell.report.catchup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.catchup.CatchupSend.Sent;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import java.io.IOException;

/** {@code catchup send}: what went over the line. */
public record CatchupSent(String address, Sent sent) implements Report {

    @Override
    public String kind() {
        return "catchup-sent";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("to", address);
        json.writeStringField("since", sent.since().toString());
        json.writeStringField("start", sent.start().toString());
        json.writeStringField("finish", sent.finish().toString());
        json.writeNumberField("files", sent.files());
        json.writeNumberField("pages", sent.pages());
        json.writeNumberField("unchanged", sent.unchanged());
        json.writeNumberField("deleted", sent.deleted());
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            page.record(
                    address,
                    Long.toString(sent.files()),
                    Long.toString(sent.pages()),
                    Long.toString(sent.unchanged()),
                    Long.toString(sent.deleted()));
            return;
        }
        page.line("sent to " + page.name(address) + ": " + Text.count(sent.files(), "file") + " whole, "
                + Text.count(sent.pages(), "page") + " of others; " + Text.count(sent.unchanged(), "file")
                + " unchanged, " + sent.deleted() + " to be deleted");
        page.line("whether the copy is whole its own side says");
    }
}
