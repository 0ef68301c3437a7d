package dev.walkback.engine.recovery;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.BackupObjects;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.storage.ObjectInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of one backup's own objects a listing shows to be gone or spoilt. What it cannot show is whether they hold what they
 * should: that takes reading them.
 */
final class BackupPieces {

    private static final String CONTROL = "pg_control.tar";
    private static final String LABEL = "backup_label.tar";
    private static final PgVersion FIRST_WITH_LABEL = new PgVersion(90_600);
    private static final int FIRST_WITH_CATALOG_BYTES = 2;

    /** WAL-E ended names with the offset of the start, and put everything into its parts. */
    private static final Pattern WAL_E = Pattern.compile("base_[0-9A-F]{24}_[0-9A-F]{8}");

    private BackupPieces() {}

    static List<Finding> findings(Backup backup) {
        List<Finding> findings = new ArrayList<>();
        if (backup.sentinel() instanceof Document.Unreadable<Sentinel>(String why)) {
            findings.add(finding(FindingCode.SENTINEL_UNREADABLE, backup).with("why", why));
        }
        Optional<Sentinel> sentinel = backup.sentinel().optional();
        tars(backup).ifPresent(findings::add);
        emptyTar(backup.objects())
                .ifPresent(tar ->
                        findings.add(finding(FindingCode.PART_EMPTY, backup).with("key", tar.key())));
        if (sentinel.isPresent() && isLocal(backup.name(), sentinel.get())) {
            if (backup.objects().tar(CONTROL).isEmpty()) {
                findings.add(finding(FindingCode.PG_CONTROL_MISSING, backup));
            }
            if (hasLabel(backup) && backup.objects().tar(LABEL).isEmpty()) {
                findings.add(finding(FindingCode.BACKUP_LABEL_MISSING, backup));
            }
        }
        if (backup.isDelta() && lacksFilesMetadata(backup)) {
            findings.add(finding(FindingCode.FILES_METADATA_MISSING, backup));
        }
        return findings;
    }

    static boolean lacksFilesMetadata(Backup backup) {
        boolean excused = backup.sentinel()
                .optional()
                .map(read -> read.filesMetadataDisabled() || read.legacyFiles())
                .orElse(true);
        return !excused
                && backup.objects().filesMetadata() == null
                && !WAL_E.matcher(backup.name().text()).matches();
    }

    /** WAL-G notes how many bytes it stored, a little before the end: fewer cannot be all of them. */
    private static Optional<Finding> tars(Backup backup) {
        BackupObjects objects = backup.objects();
        long parts = objects.tars().stream()
                .filter(tar -> !isNamed(tar, CONTROL) && !isNamed(tar, LABEL))
                .count();
        if (parts == 0) {
            return Optional.of(finding(FindingCode.PARTS_MISSING, backup).with("parts", 0));
        }
        long stored =
                backup.sentinel().optional().map(Sentinel::compressedBytes).orElse(0L);
        return objects.tarBytes() < stored
                ? Optional.of(finding(FindingCode.PARTS_MISSING, backup)
                        .with("stored-bytes", objects.tarBytes())
                        .with("pushed-bytes", stored))
                : Optional.empty();
    }

    private static Optional<ObjectInfo> emptyTar(BackupObjects objects) {
        return objects.tars().stream().filter(tar -> tar.size() == 0).findFirst();
    }

    /** A push over the replication protocol does not walk the data directory, and so does not know its size. */
    private static boolean isLocal(BackupName name, Sentinel sentinel) {
        boolean remote = sentinel.version() >= FIRST_WITH_CATALOG_BYTES && sentinel.catalogBytes() == 0;
        return !remote && !WAL_E.matcher(name.text()).matches();
    }

    private static boolean hasLabel(Backup backup) {
        return backup.pgVersion()
                .map(version -> version.compareTo(FIRST_WITH_LABEL) >= 0)
                .orElse(true);
    }

    private static boolean isNamed(ObjectInfo tar, String name) {
        String file = tar.key().substring(tar.key().lastIndexOf('/') + 1);
        return file.equals(name) || file.startsWith(name + ".");
    }

    private static Finding finding(FindingCode code, Backup backup) {
        return Finding.of(code, backup.name().text());
    }
}
