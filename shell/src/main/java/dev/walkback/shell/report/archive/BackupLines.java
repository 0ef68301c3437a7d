package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.recovery.RecoveryWindow;
import dev.walkback.engine.recovery.Restorability;
import dev.walkback.engine.recovery.Restorability.NotRestorable;
import dev.walkback.engine.verify.LateWal;
import dev.walkback.shell.report.Cell;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What lists and maps say of one backup. */
record BackupLines(View view, Backup backup) {

    Restorability restorability() {
        return view.windows().backup(backup.name()).orElseThrow();
    }

    boolean restorable() {
        return restorability() instanceof Restorability.Restorable;
    }

    Optional<RecoveryWindow> window() {
        return view.windows().of(backup.name());
    }

    List<String> reasons() {
        return restorability() instanceof NotRestorable not
                ? not.findings().stream()
                        .map(finding ->
                                LateWal.judged(finding, backup, view.archive().listedAt()))
                        .map(Finding::code)
                        .distinct()
                        .map(code -> code.word())
                        .toList()
                : List.of();
    }

    /** Whether all that keeps it from being restored is WAL that may be on its way. */
    boolean isWaiting() {
        return reasons().equals(List.of(FindingCode.BACKUP_WAL_TO_COME.word()));
    }

    /** {@code full}, {@code delta}, with a star for a permanent one. */
    Cell kind() {
        String word = backup.isDelta() ? "delta" : "full";
        String marked = word + (backup.isPermanent() ? "*" : "");
        return new Cell(word + (backup.isPermanent() ? ",permanent" : ""), marked, marked);
    }

    Cell timeline() {
        return Cell.of(backup.timeline().map(Object::toString));
    }

    Cell reaches() {
        if (!restorable()) {
            return new Cell("-", "nothing", "nothing");
        }
        return window().map(BackupLines::reaches).orElse(Cell.NONE);
    }

    private static Cell reaches(RecoveryWindow window) {
        Cell lsn = Cell.of(window.to().lsn().toString());
        if (window.isGrowing()) {
            return new Cell(lsn.plain(), "latest", "latest");
        }
        return window.to().about() == null
                ? lsn
                : new Cell(
                        lsn.plain(),
                        lsn.full() + " ~"
                                + dev.walkback.shell.report.Text.minute(
                                        window.to().about()),
                        "~" + Cell.time(window.to().about()).brief());
    }

    Cell ends() {
        if (!restorable()) {
            return Cell.of(String.join(",", reasons()));
        }
        return window().map(it -> new Cell(
                        it.endsBecause().word(), EndingWords.of(it.endsBecause()), EndingWords.brief(it.endsBecause())))
                .orElse(Cell.NONE);
    }

    void json(JsonGenerator json) throws IOException {
        json.writeStringField("name", backup.name().text());
        json.writeStringField("kind", backup.isDelta() ? "delta" : "full");
        json.writeBooleanField("permanent", backup.isPermanent());
        Json.field(json, "parent", backup.parent());
        if (backup.timeline().isPresent()) {
            json.writeNumberField("timeline", backup.timeline().get().number());
        }
        Json.field(json, "start_lsn", backup.start());
        Json.field(json, "finish_lsn", backup.finish());
        Json.time(json, "started", backup.startTime());
        Json.time(json, "finished", backup.finishTime());
        Json.time(json, "stored", Optional.of(backup.stored()));
        json.writeNumberField("stored_bytes", backup.objects().tarBytes());
        Json.field(json, "pg_version", backup.pgVersion());
        json.writeBooleanField("restorable", restorable());
        json.writeArrayFieldStart("not_restorable_because");
        for (String reason : reasons()) {
            json.writeString(reason);
        }
        json.writeEndArray();
        if (window().isPresent()) {
            RecoveryWindow window = window().get();
            json.writeNumberField("window", window.number());
            json.writeStringField("reaches_lsn", window.to().lsn().toString());
            Json.time(json, "reaches_about", Optional.ofNullable(window.to().about()));
            json.writeStringField("ends_because", window.endsBecause().word());
        }
    }

    /** {@code 8 March 02:14 full, permanent}. */
    String spoken() {
        return Spoken.minute(View.finished(backup), view.archive().listedAt()) + " "
                + (backup.isDelta() ? "delta" : "full")
                + (backup.isPermanent() ? ", permanent" : "")
                + (restorable() ? "" : ", cannot be restored");
    }

    static String joined(List<BackupName> names) {
        return names.stream().map(BackupName::text).collect(Collectors.joining(", "));
    }
}
