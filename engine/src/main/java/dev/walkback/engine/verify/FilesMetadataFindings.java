package dev.walkback.engine.verify;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a backup's files metadata shows by itself, and beside its parent's. */
final class FilesMetadataFindings {

    private FilesMetadataFindings() {}

    static void add(
            Backup backup, Document<FilesMetadata> document, @Nullable FilesMetadata parent, List<Finding> findings) {
        switch (document) {
            case Document.Absent<FilesMetadata> absent -> absent(backup, findings);
            case Document.Unreadable<FilesMetadata>(String why) ->
                findings.add(
                        finding(FindingCode.FILES_METADATA_UNREADABLE, backup).with("why", why));
            case Document.Read<FilesMetadata>(FilesMetadata metadata) -> {
                odd(backup, metadata, findings);
                base(backup, metadata, parent, findings);
            }
        }
    }

    /** A delta comes out wrong without it, which the listing has shown; a full backup comes out right. */
    private static void absent(Backup backup, List<Finding> findings) {
        boolean excused = backup.isDelta()
                || backup.sentinel()
                        .optional()
                        .map(Sentinel::filesMetadataDisabled)
                        .orElse(true)
                || backup.sentinel().optional().map(Sentinel::legacyFiles).orElse(true);
        if (!excused) {
            findings.add(finding(FindingCode.FILES_METADATA_ODD, backup)
                    .with("why", "there is none, and nothing excuses it"));
        }
    }

    private static void odd(Backup backup, FilesMetadata metadata, List<Finding> findings) {
        if (metadata.hostileNames() > 0) {
            findings.add(finding(FindingCode.ENTRY_HOSTILE, backup)
                    .with("why", "the files metadata lists names that lead out of the data directory")
                    .with("entries", metadata.hostileNames())
                    .with("names", String.join(", ", metadata.someHostileNames())));
        }
        if (metadata.repeatedNames() > 0) {
            findings.add(finding(FindingCode.FILES_METADATA_ODD, backup)
                    .with("why", "it describes some names more than once")
                    .with("entries", metadata.repeatedNames()));
        }
        if (metadata.corruptPages() > 0) {
            findings.add(finding(FindingCode.PAGES_CORRUPT, backup)
                    .with("pages", metadata.corruptPages())
                    .with("files", metadata.filesWithCorruptPages()));
        }
    }

    /** A file that is not, or not wholly, in this backup must be in the one beneath. */
    private static void base(
            Backup backup, FilesMetadata metadata, @Nullable FilesMetadata parent, List<Finding> findings) {
        if (backup.isDelta() && parent == null) {
            return;
        }
        Sample without = new Sample();
        for (int number = 0; number < metadata.names(); number++) {
            boolean needsParent = metadata.isSkipped(number) || metadata.isIncremented(number);
            if (needsParent && (parent == null || !describes(parent, metadata.name(number)))) {
                without.add(metadata.name(number));
            }
        }
        if (!without.isEmpty()) {
            findings.add(without.on(finding(FindingCode.FILES_WITHOUT_BASE, backup)));
        }
    }

    private static boolean describes(FilesMetadata parent, String name) {
        return parent.find(name).stream().anyMatch(parent::isDescribed);
    }

    private static Finding finding(FindingCode code, Backup backup) {
        return Finding.of(code, backup.name().text());
    }
}
