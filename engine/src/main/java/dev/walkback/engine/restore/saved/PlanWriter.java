package dev.walkback.engine.restore.saved;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.RestoreRequest;
import dev.walkback.engine.restore.RestoreStep;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.restore.choice.Pins;
import dev.walkback.engine.wal.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a saved plan; {@link PlanFields} reads the same names. */
final class PlanWriter {

    static final int VERSION = 1;

    private final JsonGenerator json;

    PlanWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(SavedRestore plan) throws IOException {
        json.writeStartObject();
        json.writeNumberField("walkback_restore_plan", VERSION);
        json.writeStringField("saved_at", plan.savedAt().toString());
        json.writeStringField("plan", plan.fingerprint().text());
        json.writeStringField("purpose", plan.purpose());
        json.writeStringField("location", plan.location().text());
        json.writeStringField("storage", plan.storage());
        field("system_identifier", plan.system());
        request(plan.request());
        decided(plan.pins());
        json.writeArrayFieldStart("steps");
        for (RestoreStep step : plan.steps()) {
            step(step);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void request(RestoreRequest request) throws IOException {
        json.writeObjectFieldStart("request");
        target(request.target());
        if (request.timeline() != null) {
            json.writeNumberField("timeline", request.timeline().number());
        }
        field("backup", request.backup());
        texts("without", request.without().stream().map(BackupName::text).toList());
        destination(request.destination());
        server(request.server());
        json.writeStringField("delivery", word(request.delivery()));
        json.writeStringField("stage", request.stage().toString());
        texts("only_databases", request.onlyDatabases());
        json.writeEndObject();
    }

    private void target(RecoveryTarget target) throws IOException {
        json.writeObjectFieldStart("target");
        json.writeStringField("kind", target.word());
        switch (target) {
            case RecoveryTarget.Latest _, RecoveryTarget.Immediate _ -> {}
            case RecoveryTarget.Time time -> {
                json.writeStringField("time", time.at().toString());
                json.writeBooleanField("inclusive", time.inclusive());
            }
            case RecoveryTarget.Xid xid -> {
                json.writeStringField("xid", Long.toString(xid.xid()));
                json.writeBooleanField("inclusive", xid.inclusive());
            }
            case RecoveryTarget.Position position -> {
                json.writeStringField("lsn", position.lsn().toString());
                json.writeBooleanField("inclusive", position.inclusive());
            }
            case RecoveryTarget.Named named -> json.writeStringField("name", named.name());
        }
        json.writeEndObject();
    }

    private void destination(Destination to) throws IOException {
        json.writeObjectFieldStart("destination");
        json.writeStringField("data", to.data().toString());
        json.writeObjectFieldStart("tablespaces");
        switch (to.tablespaces()) {
            case TablespacePlaces.Kept _ -> json.writeStringField("kind", "kept");
            case TablespacePlaces.Under(Path folder) -> {
                json.writeStringField("kind", "under");
                json.writeStringField("folder", folder.toString());
            }
            case TablespacePlaces.Moved(Map<String, Path> places) -> {
                json.writeStringField("kind", "moved");
                json.writeObjectFieldStart("places");
                for (Map.Entry<String, Path> place : places.entrySet()) {
                    json.writeStringField(place.getKey(), place.getValue().toString());
                }
                json.writeEndObject();
            }
        }
        json.writeEndObject();
        field("wal", to.wal());
        field("owner", to.owner());
        json.writeBooleanField("replace", to.replacing());
        json.writeEndObject();
    }

    private void server(ServerWishes server) throws IOException {
        json.writeObjectFieldStart("server");
        json.writeBooleanField("standby", server.standby());
        field("primary", server.primary());
        if (server.port() != null) {
            json.writeNumberField("port", server.port());
        }
        json.writeStringField("action", word(server.action()));
        json.writeBooleanField("archiving", server.archiving());
        json.writeObjectFieldStart("settings");
        for (Map.Entry<String, String> setting : server.settings().entrySet()) {
            json.writeStringField(setting.getKey(), setting.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void decided(Pins pins) throws IOException {
        json.writeObjectFieldStart("decided");
        json.writeStringField("backup", pins.backup().text());
        json.writeNumberField("timeline", pins.timeline().number());
        json.writeBooleanField("timeline_told", pins.isTold());
        json.writeStringField("to", pins.to().toString());
        field("place", pins.place());
        json.writeStringField("certainty", pins.certainty().word());
        json.writeBooleanField("goes_on", pins.goesOn());
        json.writeArrayFieldStart("histories");
        for (Timeline timeline : pins.histories()) {
            json.writeNumber(timeline.number());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void step(RestoreStep step) throws IOException {
        json.writeStartObject();
        json.writeStringField("phase", step.phase().word());
        json.writeStringField("do", step.action());
        json.writeStringField("object", step.object());
        json.writeObjectFieldStart("before");
        for (Map.Entry<String, Object> fact : step.before().values().entrySet()) {
            switch (fact.getValue()) {
                case Long number -> json.writeNumberField(fact.getKey(), number);
                case Boolean truth -> json.writeBooleanField(fact.getKey(), truth);
                default -> json.writeStringField(fact.getKey(), fact.getValue().toString());
            }
        }
        json.writeEndObject();
        json.writeStringField("sentence", step.sentence());
        json.writeEndObject();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Left out where there is none. */
    private void field(String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
