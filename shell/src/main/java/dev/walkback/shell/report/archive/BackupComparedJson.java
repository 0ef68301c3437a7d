package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.verify.BackupDifference;
import dev.walkback.engine.verify.BackupDifference.DatabaseChange;
import dev.walkback.engine.verify.BackupDifference.FileChanges;
import dev.walkback.engine.verify.BackupDifference.RelationChange;
import dev.walkback.engine.verify.BackupDifference.SettingChange;
import dev.walkback.engine.verify.BackupDifference.Side;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code backup compare} as JSON: everything, where the page for people leaves out what does not differ. */
record BackupComparedJson(View view, BackupDifference difference, String kinship, FindingLines findings) {

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        side(json, "a", difference.a());
        side(json, "b", difference.b());
        json.writeStringField("kinship", kinship);
        number(json, "wal_bytes", difference.walBytes());
        FileChanges files = difference.files();
        if (files != null) {
            json.writeObjectFieldStart("files");
            json.writeNumberField("added", files.added());
            json.writeNumberField("removed", files.removed());
            json.writeNumberField("touched", files.touched());
            json.writeNumberField("unchanged", files.unchanged());
            number(json, "grown", files.grown());
            number(json, "shrunk", files.shrunk());
            number(json, "grown_bytes", files.bytes());
            strings(json, "some_added", files.someAdded());
            strings(json, "some_removed", files.someRemoved());
            json.writeEndObject();
        }
        databases(json);
        relations(json);
        json.writeArrayFieldStart("settings");
        for (SettingChange setting : difference.settings()) {
            json.writeStartObject();
            json.writeStringField("name", setting.name());
            json.writeStringField("before", setting.before());
            json.writeStringField("after", setting.after());
            json.writeEndObject();
        }
        json.writeEndArray();
        findings.json(json);
        json.writeEndObject();
    }

    private void side(JsonGenerator json, String name, Side side) throws IOException {
        json.writeObjectFieldStart(name);
        new BackupLines(view, side.backup()).json(json);
        json.writeNumberField("chain", side.chain());
        json.writeNumberField("chain_bytes", side.chainBytes());
        BackupDifference.Files files = side.files();
        if (files != null) {
            json.writeNumberField("files", files.files());
            json.writeNumberField("incremented", files.incremented());
            json.writeNumberField("skipped", files.skipped());
        }
        json.writeEndObject();
    }

    private void databases(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("databases");
        for (DatabaseChange database : difference.databases()) {
            json.writeStartObject();
            json.writeStringField("name", database.name());
            json.writeStringField("oid", Long.toString(database.oid()));
            json.writeStringField("change", BackupCompared.word(database.fate()));
            json.writeNumberField("relations_added", database.relationsAdded());
            json.writeNumberField("relations_removed", database.relationsRemoved());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void relations(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("relations");
        for (RelationChange relation : difference.relations()) {
            json.writeStartObject();
            json.writeStringField("folder", relation.folder());
            json.writeStringField("filenode", Long.toString(relation.filenode()));
            Json.field(json, "database", Optional.ofNullable(relation.database()));
            Json.field(json, "relation", Optional.ofNullable(relation.relation()));
            json.writeStringField("change", BackupCompared.word(relation.fate()));
            number(json, "before_bytes", relation.bytesBefore());
            number(json, "after_bytes", relation.bytesAfter());
            number(json, "changed_pages", relation.changedPages());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("further_relations", difference.furtherRelations());
    }

    private static void number(JsonGenerator json, String name, @Nullable Long number) throws IOException {
        if (number != null) {
            json.writeNumberField(name, number);
        }
    }

    private static void strings(JsonGenerator json, String name, List<String> strings) throws IOException {
        json.writeArrayFieldStart(name);
        for (String string : strings) {
            json.writeString(string);
        }
        json.writeEndArray();
    }
}
