package dev.walkback.engine.push.document;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.push.BackupServer.DatabaseNames;
import dev.walkback.engine.push.BackupServer.RelationName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of databases and relations, parts of a table under the topmost table. */
final class DatabasesField {

    private DatabasesField() {}

    static void write(JsonGenerator json, List<DatabaseNames> databases) throws IOException {
        json.writeStartObject();
        for (DatabaseNames database : databases) {
            json.writeObjectFieldStart(database.name());
            json.writeNumberField("oid", database.oid());
            json.writeObjectFieldStart("tables_new");
            relations(json, database.relations());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void relations(JsonGenerator json, List<RelationName> relations) throws IOException {
        Map<String, List<RelationName>> parts = new LinkedHashMap<>();
        for (RelationName relation : relations) {
            if (!relation.under().isEmpty()) {
                parts.computeIfAbsent(relation.under(), top -> new ArrayList<>())
                        .add(relation);
            }
        }
        for (RelationName relation : relations) {
            if (relation.under().isEmpty()) {
                relation(json, relation, parts.getOrDefault(relation.key(), List.of()));
            }
        }
    }

    private static void relation(JsonGenerator json, RelationName relation, List<RelationName> parts)
            throws IOException {
        json.writeObjectFieldStart(relation.key());
        json.writeNumberField("oid", relation.oid());
        json.writeNumberField("relfilenode", relation.filenode());
        if (!parts.isEmpty()) {
            json.writeObjectFieldStart("subtables");
            for (RelationName part : parts) {
                relation(json, part, List.of());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
