package dev.walkback.engine.basebackup;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.basebackup.BaseBackup.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Reads all of a base backup and says what is wrong with it; nothing is written.
 *
 * @param files that were read
 * @param proved of them that the manifest has a checksum of
 * @param walSegments that lie with it
 */
public record BaseBackupCheck(
        Preface preface, long files, long proved, long walSegments, Optional<PgControl> control, List<Defect> defects) {

    public BaseBackupCheck {
        defects = List.copyOf(defects);
    }

    /** @throws UnfitBackupException when it cannot even be told what it is */
    public static BaseBackupCheck read(BaseBackup backup, LongConsumer progress) throws IOException {
        Preface preface = Preface.read(backup);
        Proof proof = new Proof(preface.manifest(), backup);
        Gathered gathered = new Gathered();
        List<Defect> defects = new ArrayList<>();
        for (Part part : backup.parts()) {
            try {
                new PartReading(backup, progress)
                        .read(part, new ProvedPass(proof, gathered, Takings.reading(gathered)));
                proof.partEnds(part);
            } catch (UnfitBackupException e) {
                defects.addAll(e.defects());
            }
        }
        defects.addAll(proof.defects());
        if (defects.stream().noneMatch(each -> each.kind() == Defect.Kind.PART_DAMAGED)) {
            defects.addAll(gathered.ofData(preface));
        }
        if (preface.manifest() == null) {
            defects.add(new Defect(
                    Defect.Kind.MANIFEST_MISSING, BackupManifest.NAME, "nothing proves what is in the files"));
        }
        defects.addAll(gathered.ofWal(preface));
        return new BaseBackupCheck(
                preface, proof.seen(), proof.proved(), gathered.wal().segments().size(), gathered.pgControl(), defects);
    }

    public boolean isSound() {
        return defects.isEmpty();
    }

    /** Whether all that is wrong is that WAL is somewhere else. */
    public boolean lacksOnlyWal() {
        return !defects.isEmpty() && defects.stream().allMatch(each -> each.kind() == Defect.Kind.WAL_MISSING);
    }
}
