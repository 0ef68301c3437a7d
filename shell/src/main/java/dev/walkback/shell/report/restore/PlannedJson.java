package dev.walkback.shell.report.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Layout;
import dev.walkback.engine.restore.Remark;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.RestoreStep;
import dev.walkback.engine.restore.Space;
import dev.walkback.engine.restore.choice.Alternative;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.choice.WhyNot;
import dev.walkback.engine.wal.Route;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.shell.report.archive.FindingWording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A restore plan as JSON. */
final class PlannedJson {

    private final JsonGenerator json;
    private final PlannedReport report;

    PlannedJson(JsonGenerator json, PlannedReport report) {
        this.json = json;
        this.report = report;
    }

    void write() throws IOException {
        Decision decision = report.decision();
        json.writeStartObject();
        RestorePlan plan = report.plan();
        if (plan != null) {
            json.writeStringField("plan", plan.fingerprint().text());
        }
        field("saved", report.saved());
        json.writeBooleanField(
                "refused", plan == null ? !report.basis().refusals().isEmpty() : plan.isRefused());
        target(json, decision.target());
        json.writeStringField("certainty", decision.certainty().word());
        field("place_lsn", decision.place());
        json.writeNumberField("timeline", decision.timeline().number());
        json.writeStringField("timeline_setting", decision.timelineSetting());
        json.writeStringField("backup", decision.backup().name().text());
        chain(decision);
        route(decision);
        work(decision);
        server(decision);
        if (plan != null) {
            layout(plan.layout());
            space(plan);
        }
        remarks(plan == null ? PlannedLines.remarks(report) : plan.remarks());
        findings();
        if (report.explains()) {
            others(json, decision.others());
        }
        if (plan != null) {
            steps(plan);
        }
        json.writeEndObject();
    }

    static void target(JsonGenerator json, RecoveryTarget target) throws IOException {
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

    private void chain(Decision decision) throws IOException {
        json.writeArrayFieldStart("chain");
        for (Backup member : decision.chain().members()) {
            json.writeStartObject();
            json.writeStringField("name", member.name().text());
            json.writeBooleanField("delta", member.isDelta());
            json.writeNumberField("tars", member.objects().tars().size());
            json.writeNumberField("stored_bytes", member.objects().tarBytes());
            field("finish_lsn", member.finish().orElse(null));
            field("finish_time", member.finishTime().orElse(null));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void route(Decision decision) throws IOException {
        Route route = decision.route();
        json.writeObjectFieldStart("route");
        json.writeStringField("from_lsn", route.from().toString());
        json.writeStringField("to_lsn", route.to().toString());
        json.writeNumberField("segments", route.segments());
        json.writeBooleanField("goes_on", decision.goesOn());
        json.writeArrayFieldStart("legs");
        for (Route.Leg leg : route.legs()) {
            json.writeStartObject();
            json.writeNumberField("timeline", leg.first().timeline().number());
            json.writeStringField("first", leg.first().name());
            json.writeStringField("last", leg.last().name());
            json.writeNumberField("segments", leg.segments());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("histories");
        for (Timeline timeline : decision.histories()) {
            json.writeNumber(timeline.number());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void work(Decision decision) throws IOException {
        json.writeObjectFieldStart("work");
        json.writeNumberField("fetch_bytes", decision.work().fetchBytes());
        json.writeNumberField("write_bytes", decision.work().writeBytes());
        json.writeNumberField("wal_segments", decision.work().walSegments());
        json.writeNumberField("wal_bytes", decision.work().walBytes());
        json.writeNumberField("about_seconds", Math.round(decision.work().seconds(report.rates())));
        json.writeBooleanField(
                "measured", report.rates().fetchIsMeasured() && report.rates().replayIsMeasured());
        json.writeEndObject();
    }

    private void server(Decision decision) throws IOException {
        json.writeObjectFieldStart("server");
        field(
                "version",
                decision.backup()
                        .backup()
                        .pgVersion()
                        .orElse(report.view().cluster().pgVersion()));
        if (report.basis().control().optional().isPresent()) {
            PgControl control = report.basis().control().optional().get();
            json.writeObjectFieldStart("at_least");
            for (Map.Entry<String, Integer> setting :
                    PlannedLines.atLeast(control.settings()).entrySet()) {
                json.writeNumberField(setting.getKey(), setting.getValue());
            }
            json.writeEndObject();
            json.writeStringField("wal_level", control.settings().walLevel().word());
            json.writeBooleanField("data_checksums", control.dataChecksums() != 0);
        }
        List<String> preloaded = report.basis().configuration().preloaded();
        if (preloaded != null) {
            json.writeArrayFieldStart("preloads");
            for (String library : preloaded) {
                json.writeString(library);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void layout(Layout layout) throws IOException {
        json.writeObjectFieldStart("layout");
        json.writeStringField("data", layout.data().toString());
        json.writeStringField("mode", "0700");
        field("wal", layout.wal());
        field("owner", layout.owner());
        field("stage", layout.stage());
        json.writeBooleanField("moves_aside", layout.movesAside());
        json.writeArrayFieldStart("tablespaces");
        for (Layout.Tablespace tablespace : layout.tablespaces()) {
            json.writeStartObject();
            json.writeStringField("number", tablespace.number());
            json.writeStringField("was", tablespace.was());
            json.writeStringField("place", tablespace.place().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void space(RestorePlan plan) throws IOException {
        json.writeArrayFieldStart("space");
        for (Space space : plan.space()) {
            json.writeStartObject();
            json.writeStringField("volume", space.volume().name());
            json.writeNumberField("free_bytes", space.volume().freeBytes());
            json.writeNumberField("needed_bytes", space.neededBytes());
            json.writeArrayFieldStart("places");
            for (Path place : space.places()) {
                json.writeString(place.toString());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void remarks(List<Remark> remarks) throws IOException {
        json.writeArrayFieldStart("remarks");
        for (Remark remark : remarks) {
            json.writeStartObject();
            json.writeStringField("code", remark.code().word());
            json.writeStringField("weight", remark.code().weight().word());
            json.writeStringField("says", RemarkWording.of(remark));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void findings() throws IOException {
        json.writeArrayFieldStart("findings");
        for (List<Finding> findings :
                List.of(report.basis().refusals(), report.basis().warnings())) {
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringField("code", finding.code().word());
                json.writeStringField("severity", finding.severity().word());
                json.writeStringField("subject", finding.subject());
                json.writeStringField("says", FindingWording.of(finding));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    static void others(JsonGenerator json, List<Alternative> others) throws IOException {
        json.writeArrayFieldStart("others");
        for (Alternative other : others) {
            json.writeStartObject();
            json.writeStringField("backup", other.backup().name().text());
            json.writeStringField("why_not", other.why().word());
            json.writeStringField("says", WhyNotWords.of(other.why()));
            if (other.why() instanceof WhyNot.MoreWork more) {
                json.writeNumberField("fetch_bytes", more.work().fetchBytes());
                json.writeNumberField("wal_segments", more.work().walSegments());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void steps(RestorePlan plan) throws IOException {
        json.writeArrayFieldStart("steps");
        for (RestoreStep step : plan.steps().steps()) {
            json.writeStartObject();
            json.writeStringField("phase", step.phase().word());
            json.writeStringField("do", step.action());
            json.writeStringField("object", step.object());
            json.writeStringField("says", step.sentence());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void field(String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }
}
