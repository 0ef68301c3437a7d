package dev.walkback.engine.verify;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupLabel;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether pg_control and the label that are in a backup are this backup's: a swapped file restores without a word. */
final class IdentityFindings {

    private IdentityFindings() {}

    /** @param bad stems of tars that could not be read: what was in them has been told */
    static void add(
            Backup backup,
            Document<PgControl> control,
            Document<BackupLabel> label,
            Set<String> bad,
            List<Finding> findings) {
        switch (control) {
            case Document.Read<PgControl>(PgControl read) -> control(backup, read, findings);
            case Document.Unreadable<PgControl>(String why) ->
                findings.add(finding(FindingCode.PG_CONTROL_DAMAGED, backup).with("why", why));
            case Document.Absent<PgControl> absent ->
                absent(backup, "pg_control", bad, FindingCode.PG_CONTROL_DAMAGED, findings);
        }
        switch (label) {
            case Document.Read<BackupLabel>(BackupLabel read) -> label(backup, read, findings);
            case Document.Unreadable<BackupLabel>(String why) ->
                findings.add(finding(FindingCode.BACKUP_LABEL_DAMAGED, backup).with("why", why));
            case Document.Absent<BackupLabel> absent ->
                absent(backup, "backup_label", bad, FindingCode.BACKUP_LABEL_DAMAGED, findings);
        }
    }

    /** That a tar is not there, or not readable, was found; here it is there, whole, and holds something else. */
    private static void absent(Backup backup, String stem, Set<String> bad, FindingCode code, List<Finding> findings) {
        if (backup.objects().tar(stem + ".tar").isPresent() && !bad.contains(stem)) {
            findings.add(finding(code, backup).with("why", "its tar does not hold it"));
        }
    }

    private static void control(Backup backup, PgControl control, List<Finding> findings) {
        Optional<SystemIdentifier> told = backup.systemIdentifier();
        if (told.isPresent() && !told.get().equals(control.systemIdentifier())) {
            findings.add(finding(FindingCode.PG_CONTROL_FOREIGN, backup)
                    .with("why", "it is another cluster's")
                    .with("found", control.systemIdentifier())
                    .with("expected", told.get()));
        }
        Optional<String> major = backup.pgVersion().map(PgVersion::major);
        if (major.isPresent()
                && control.major().filter(found -> !found.equals(major.get())).isPresent()) {
            findings.add(finding(FindingCode.PG_CONTROL_FOREIGN, backup)
                    .with("why", "it is another version's")
                    .with("found", control.major().orElse(""))
                    .with("expected", major.get()));
        }
        Optional<Lsn> start = backup.start();
        if (start.isPresent() && control.checkpoint().redo().isBefore(start.get())) {
            findings.add(finding(FindingCode.PG_CONTROL_FOREIGN, backup)
                    .with("why", "it is older than the backup's start")
                    .with("found", control.checkpoint().redo())
                    .with("expected", start.get()));
        }
    }

    private static void label(Backup backup, BackupLabel label, List<Finding> findings) {
        Optional<Lsn> start = backup.start();
        if (start.isPresent() && !start.get().equals(label.start())) {
            findings.add(finding(FindingCode.BACKUP_LABEL_FOREIGN, backup)
                    .with("why", "it begins elsewhere than the backup")
                    .with("found", label.start())
                    .with("expected", start.get()));
        }
        Optional<Timeline> timeline = backup.timeline();
        Timeline found = label.timeline();
        if (found != null && timeline.isPresent() && !timeline.get().equals(found)) {
            findings.add(finding(FindingCode.BACKUP_LABEL_FOREIGN, backup)
                    .with("why", "it is of another timeline")
                    .with("found", found)
                    .with("expected", timeline.get()));
        }
        if (label.incrementalFrom() != null) {
            findings.add(finding(FindingCode.BACKUP_LABEL_FOREIGN, backup)
                    .with("why", "it is that of an incremental backup of the server's own, which no server starts on")
                    .with("found", label.incrementalFrom()));
        }
    }

    private static Finding finding(FindingCode code, Backup backup) {
        return Finding.of(code, backup.name().text());
    }
}
