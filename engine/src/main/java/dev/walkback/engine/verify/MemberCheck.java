package dev.walkback.engine.verify;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.storage.ObjectInfo;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the objects of one backup: first what its files metadata says there should be, then, if asked, what is in the tars.
 * What a listing alone tells, such as a missing pg_control.tar, has been found before.
 */
final class MemberCheck {

    private final ContentSource source;
    private final Backup backup;
    private final Document<FilesMetadata> document;
    private final @Nullable FilesMetadata metadata;
    private final StoredCheck stored;
    private final List<Finding> findings = new ArrayList<>();
    /** Tars that hold nothing that can be relied on, with the words for it; what they should hold is not missed twice. */
    private final Map<String, Finding> bad = new ConcurrentHashMap<>();

    MemberCheck(ContentSource source, Backup backup) {
        this.source = source;
        this.backup = backup;
        this.stored = new StoredCheck(source, backup);
        this.document = FilesMetadataDocument.read(source, backup);
        this.metadata = document.optional().orElse(null);
    }

    /** Null where there is none to be had. */
    @Nullable
    FilesMetadata metadata() {
        return metadata;
    }

    boolean knowsItsTars() {
        return metadata != null && !metadata.tars().isEmpty();
    }

    boolean hasBadTars() {
        return !bad.isEmpty();
    }

    /**
     * What is told without opening any tar.
     *
     * @param parent what the files metadata of the backup beneath says; null where there is none
     */
    void compareObjects(@Nullable FilesMetadata parent) {
        documents();
        stored.compareSizes(bad);
        FilesMetadataFindings.add(backup, document, parent, findings);
        backup.objects().tars().stream()
                .filter(tar -> tar.size() == 0)
                .forEach(tar -> bad.put(TarNames.stem(tar), finding(FindingCode.PART_EMPTY, tar)));
        if (metadata == null || metadata.tars().isEmpty()) {
            return;
        }
        Set<String> present = new HashSet<>();
        backup.objects().tars().forEach(tar -> present.add(TarNames.stem(tar)));
        for (String listed : metadata.tars()) {
            String stem = TarNames.stem(listed);
            if (!present.contains(stem)) {
                // a missing label has its own finding, from the listing
                FindingCode code =
                        TarNames.isBackupLabel(stem) ? FindingCode.BACKUP_LABEL_MISSING : FindingCode.PARTS_MISSING;
                bad.put(stem, finding(code).with("tar", listed));
            }
        }
        Set<String> listed = new HashSet<>();
        metadata.tars().forEach(name -> listed.add(TarNames.stem(name)));
        for (ObjectInfo tar : backup.objects().tars()) {
            if (!listed.contains(TarNames.stem(tar)) && !TarNames.isPgControl(tar)) {
                findings.add(finding(FindingCode.PART_UNLISTED, tar));
            }
        }
    }

    /** Reads the small tars to their ends; of the others it only compares what is said to be in them. */
    BackupVerification.Content compareFinals() {
        nowhereListed();
        BackupContents contents =
                read(backup.objects().tars().stream().filter(TarNames::isFinal).toList());
        return contents.content();
    }

    /** Reads every tar as it is stored. */
    void compareStored() {
        stored.compareBytes(bad);
        if (!stored.isKnown()) {
            findings.add(finding(FindingCode.HASHES_MISSING));
        }
    }

    /** Reads every tar to its end. */
    BackupVerification.Content compareContent() {
        BackupContents contents = read(backup.objects().tars());
        missing(contents);
        return contents.content();
    }

    private BackupContents read(List<ObjectInfo> tars) {
        BackupContents contents = new BackupContents(backup.name().text(), metadata);
        new TarsReading(source, stored.lists()).read(tars, metadata, contents, new TarsReading.Failures() {
            @Override
            public void damaged(ObjectInfo tar, String why) {
                bad.put(
                        TarNames.stem(tar),
                        finding(FindingCode.TAR_DAMAGED, tar).with("why", why));
            }

            @Override
            public void unreadable(ObjectInfo tar, String why) {
                bad.put(
                        TarNames.stem(tar),
                        finding(FindingCode.OBJECT_UNREADABLE, tar).with("why", why));
            }
        });
        findings.addAll(contents.findings());
        IdentityFindings.add(backup, contents.control(), contents.label(), bad.keySet(), findings);
        return contents;
    }

    /** What is described, should be here, and is said to be in none of the tars. */
    private void nowhereListed() {
        if (metadata == null || metadata.tars().isEmpty()) {
            return;
        }
        BitSet somewhere = new BitSet();
        for (String tar : metadata.tars()) {
            for (int number : metadata.entries(tar)) {
                somewhere.set(number);
            }
        }
        Sample nowhere = new Sample();
        for (int number = 0; number < metadata.names(); number++) {
            if (metadata.isDescribed(number) && !metadata.isSkipped(number) && !somewhere.get(number)) {
                nowhere.add(metadata.name(number));
            }
        }
        if (!nowhere.isEmpty()) {
            findings.add(nowhere.on(finding(FindingCode.ENTRIES_MISSING)));
        }
    }

    /** All that was found, in a stable order. */
    List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        bad.keySet().stream().sorted().forEach(stem -> all.add(withLoss(stem, bad.get(stem))));
        all.addAll(findings);
        return List.copyOf(all);
    }

    private void documents() {
        switch (backup.metadata()) {
            case Document.Absent<BackupMetadata> absent -> findings.add(finding(FindingCode.METADATA_MISSING));
            case Document.Unreadable<BackupMetadata>(String why) ->
                findings.add(finding(FindingCode.METADATA_UNREADABLE).with("why", why));
            case Document.Read<BackupMetadata> read -> {
                // as it should be
            }
        }
    }

    /** How many of the backup's entries are lost with this tar. */
    private Finding withLoss(String stem, @Nullable Finding finding) {
        if (finding == null || metadata == null) {
            return Objects.requireNonNull(finding);
        }
        long entries = metadata.tars().stream()
                .filter(listed -> TarNames.stem(listed).equals(stem))
                .mapToLong(listed -> metadata.entries(listed).length)
                .sum();
        return entries == 0 ? finding : finding.with("entries", entries).with("of", metadata.described());
    }

    /** What should be somewhere and is nowhere, but for what is lost with a tar that is bad as a whole. */
    private void missing(BackupContents contents) {
        if (metadata == null) {
            return;
        }
        BitSet excused = new BitSet();
        Map<String, Sample> missing = new HashMap<>();
        for (String tar : metadata.tars()) {
            Sample sample = new Sample();
            for (int number : metadata.entries(tar)) {
                if (bad.containsKey(TarNames.stem(tar))) {
                    excused.set(number);
                } else if (isMissed(contents, number, excused)) {
                    excused.set(number);
                    sample.add(metadata.name(number));
                }
            }
            if (!sample.isEmpty()) {
                missing.put(tar, sample);
            }
        }
        missing.keySet().stream()
                .sorted()
                .forEach(tar -> findings.add(Objects.requireNonNull(missing.get(tar))
                        .on(finding(FindingCode.ENTRIES_MISSING).with("tar", tar))));
        // without a list of tars nothing says what was in a bad one
        if (metadata.tars().isEmpty() && !bad.isEmpty()) {
            return;
        }
        Sample nowhere = new Sample();
        for (int number = 0; number < metadata.names(); number++) {
            if (metadata.isDescribed(number) && isMissed(contents, number, excused)) {
                nowhere.add(metadata.name(number));
            }
        }
        if (!nowhere.isEmpty()) {
            findings.add(nowhere.on(finding(FindingCode.ENTRIES_MISSING)));
        }
    }

    private boolean isMissed(BackupContents contents, int number, BitSet excused) {
        return metadata != null && !contents.isSeen(number) && !excused.get(number) && !metadata.isSkipped(number);
    }

    private Finding finding(FindingCode code) {
        return Finding.of(code, backup.name().text());
    }

    private Finding finding(FindingCode code, ObjectInfo tar) {
        return finding(code).with("key", tar.key());
    }
}
