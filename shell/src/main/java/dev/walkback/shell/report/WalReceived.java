package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.walreceive.ReceiveEvent;
import java.io.IOException;

/** One file that was received and that the archive has now. There is one of these for each. */
public record WalReceived(ReceiveEvent.Archived archived) implements Report {

    @Override
    public String kind() {
        return "wal-received";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", archived.name());
        json.writeBooleanField("already_there", archived.already());
        json.writeEndObject();
    }

    /** People read it among what else is told, with the time. */
    @Override
    public void text(Page page) {
        if (page.plain()) {
            page.record(archived.name(), archived.already() ? "already-there" : "stored");
        }
    }
}
