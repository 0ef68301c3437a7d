package dev.walkback.shell.report.basebackup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.basebackup.BackupManifest;
import dev.walkback.engine.basebackup.BaseBackup;
import dev.walkback.engine.basebackup.BaseBackupCheck;
import dev.walkback.engine.basebackup.Defect;
import dev.walkback.engine.basebackup.Preface;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code restore from-basebackup} without a place to go to: what the folders hold, read to the last byte. */
public record BaseBackupChecked(List<BaseBackupCheck> checks) implements Report {

    public BaseBackupChecked {
        checks = List.copyOf(checks);
    }

    @Override
    public String kind() {
        return "basebackups";
    }

    public boolean hasProblems() {
        return checks.stream().anyMatch(check -> !check.isSound());
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (BaseBackupCheck check : checks) {
            Preface preface = check.preface();
            BackupManifest manifest = preface.manifest();
            json.writeStartObject();
            json.writeStringField("folder", preface.backup().folder().toString());
            json.writeStringField("form", form(preface));
            json.writeBooleanField("sound", check.isSound());
            json.writeBooleanField("incremental", preface.isIncremental());
            if (preface.isIncremental()) {
                json.writeStringField(
                        "since_lsn", String.valueOf(preface.label().incrementalFrom()));
            }
            json.writeStringField("label", preface.label().label());
            json.writeStringField("start_lsn", preface.label().start().toString());
            if (manifest != null) {
                json.writeStringField("end_lsn", manifest.end().toString());
                json.writeNumberField("manifest_version", manifest.version());
                json.writeNumberField("size_bytes", manifest.bytes());
            }
            if (check.control().isPresent()) {
                json.writeStringField(
                        "system_identifier",
                        check.control().get().systemIdentifier().toString());
                json.writeStringField(
                        "pg_version", check.control().get().major().orElse(""));
            }
            json.writeNumberField("files", check.files());
            json.writeNumberField("proved_files", check.proved());
            json.writeNumberField("wal_segments", check.walSegments());
            json.writeObjectFieldStart("tablespaces");
            for (Map.Entry<String, String> each : preface.tablespaces().entrySet()) {
                json.writeStringField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
            defects(json, check.defects());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void defects(JsonGenerator json, List<Defect> defects) throws IOException {
        json.writeArrayFieldStart("defects");
        for (Defect defect : defects) {
            json.writeStartObject();
            json.writeStringField("kind", defect.kind().word());
            json.writeStringField("subject", defect.subject());
            json.writeStringField("why", defect.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String form(Preface preface) {
        return preface.backup().form().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void text(Page page) {
        for (BaseBackupCheck check : checks) {
            if (page.plain()) {
                records(page, check);
            } else {
                lines(page, check);
            }
        }
    }

    private static void records(Page page, BaseBackupCheck check) {
        Preface preface = check.preface();
        page.record(
                "basebackup",
                page.name(preface.backup().folder().toString()),
                form(preface),
                check.isSound() ? "sound" : "unfit",
                preface.label().start().toString(),
                String.valueOf(preface.label().incrementalFrom()),
                Long.toString(check.files()),
                Long.toString(check.proved()),
                Long.toString(check.walSegments()));
        for (Defect defect : check.defects()) {
            page.record("defect", defect.kind().word(), page.name(defect.subject()), page.sentence(defect.why()));
        }
    }

    private static void lines(Page page, BaseBackupCheck check) {
        Preface preface = check.preface();
        page.bold(page.name(preface.backup().folder().toString()));
        for (String line : told(check)) {
            page.wrapped("   ", line);
        }
        for (Defect defect : check.defects()) {
            page.wrapped("   " + Text.padded(defect.kind().word(), 18), BaseBackupWording.line(defect));
        }
        page.wrapped("   ", verdict(check));
    }

    private static List<String> told(BaseBackupCheck check) {
        Preface preface = check.preface();
        String what = preface.isIncremental()
                ? "incremental, what changed since " + preface.label().incrementalFrom()
                : "full";
        String whose = check.control()
                .map(control -> ", PostgreSQL " + control.major().orElse("of an unknown version") + ", system "
                        + control.systemIdentifier())
                .orElse("");
        String form = preface.backup().form() == BaseBackup.Form.TARS ? "in tars" : "a plain directory";
        return List.of(
                what + ", " + form + whose,
                "taken from " + preface.label().start()
                        + (preface.manifest() == null
                                ? ""
                                : " to " + preface.manifest().end())
                        + ", labelled " + preface.label().label(),
                Text.count(check.files(), "file") + ", of which the manifest proves " + check.proved() + "; "
                        + Text.count(check.walSegments(), "segment") + " of WAL; "
                        + Text.count(preface.tablespaces().size(), "tablespace") + " of its own");
    }

    private static String verdict(BaseBackupCheck check) {
        if (check.isSound()) {
            return check.preface().isIncremental()
                    ? "sound; it needs the backups before it"
                    : "sound; nothing keeps it from being restored";
        }
        return check.lacksOnlyWal()
                ? "sound but for WAL, which has to come from an archive"
                : "it is not to be restored as it is";
    }

    @Override
    public void words(Page page) {
        for (BaseBackupCheck check : checks) {
            page.paragraph(page.name(check.preface().backup().folder().toString()) + ":");
            told(check).forEach(line -> page.paragraph(page.sentence(capital(line)) + "."));
            check.defects().forEach(defect -> page.paragraph(page.sentence(BaseBackupWording.line(defect)) + "."));
            page.paragraph(page.sentence(capital(verdict(check))) + ".");
        }
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
