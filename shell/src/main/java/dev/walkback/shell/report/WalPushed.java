package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.walpush.Pushed;
import java.io.IOException;

/** What came of pushing one file of WAL. Says nothing to people where all is well: PostgreSQL runs this once a segment. */
public record WalPushed(String name, Pushed pushed) implements Report {

    @Override
    public String kind() {
        return "wal-pushed";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeBooleanField("already_there", pushed instanceof Pushed.AlreadyThere);
        json.writeStringField("key", pushed.object().key());
        json.writeNumberField("size_bytes", pushed.object().size());
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            page.record(
                    name,
                    pushed instanceof Pushed.AlreadyThere ? "already-there" : "stored",
                    pushed.object().key(),
                    Long.toString(pushed.object().size()));
        }
    }
}
