package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.shell.settings.KnownStorage;
import java.io.IOException;
import java.util.List;

/** The storages that the settings describe, and which of them counts when none is named. */
public record StorageList(List<KnownStorage> storages) implements Report {

    public StorageList {
        storages = List.copyOf(storages);
    }

    @Override
    public String kind() {
        return "storages";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (KnownStorage storage : storages) {
            json.writeStartObject();
            json.writeStringField("name", storage.name());
            json.writeStringField("where", storage.where());
            json.writeBooleanField("default", storage.byDefault());
            json.writeStringField("origin", storage.origin());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void text(Page page) {
        Table table = new Table(
                Column.left("STORAGE"),
                Column.left("WHERE"),
                Column.left("DEFAULT"),
                Column.left("SAID BY").givenUp(1));
        storages.forEach(storage -> table.row(
                Cell.of(storage.name()),
                Cell.of(storage.where().isEmpty() ? "?" : storage.where()),
                Cell.of(storage.byDefault() ? "default" : "-"),
                Cell.of(storage.origin().isEmpty() ? "-" : storage.origin())));
        table.print(page);
    }

    @Override
    public void words(Page page) {
        page.paragraph(Text.count(storages.size(), "storage") + (storages.isEmpty() ? "." : ":"));
        storages.forEach(storage -> page.paragraph(page.name(storage.name()) + " is "
                + (storage.where().isEmpty() ? "at a place that nothing tells" : "at " + page.name(storage.where()))
                + (storage.byDefault() ? "; it is the default." : ".")));
    }
}
