package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.walfetch.Fetched;
import java.io.IOException;

/** What came of fetching one file of WAL. Says nothing to people where all is well: PostgreSQL runs this once a segment. */
public record WalFetched(String name, String file, Fetched fetched) implements Report {

    @Override
    public String kind() {
        return "wal-fetched";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        switch (fetched) {
            case Fetched.Arrived arrived -> {
                json.writeBooleanField("absent", false);
                json.writeStringField("file", file);
                json.writeStringField("key", arrived.object().key());
                json.writeNumberField("size_bytes", arrived.bytes());
            }
            case Fetched.Absent _ -> json.writeBooleanField("absent", true);
        }
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            switch (fetched) {
                case Fetched.Arrived arrived ->
                    page.record(name, "arrived", arrived.object().key(), Long.toString(arrived.bytes()));
                case Fetched.Absent _ -> page.record(name, "absent");
            }
        } else if (fetched instanceof Fetched.Absent) {
            page.line("absent: " + page.name(name));
        }
    }
}
