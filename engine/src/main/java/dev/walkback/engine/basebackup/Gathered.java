package dev.walkback.engine.basebackup;

import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.basebackup.BackupManifest.WalRange;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was met on the way through a backup's parts and is held against the rest: pg_control, and WAL. */
final class Gathered {

    private final WalProof wal = new WalProof();
    private byte @Nullable [] control;

    void control(InputStream content) throws IOException {
        control = content.readNBytes(PgControl.BYTES + 1);
    }

    void control(byte[] file) {
        control = file;
    }

    byte @Nullable [] controlBytes() {
        return control;
    }

    WalProof wal() {
        return wal;
    }

    /** What keeps the data directory from being one that a server can start on. */
    List<Defect> ofData(Preface preface) {
        if (control == null) {
            return List.of(new Defect(
                    Defect.Kind.CONTROL_MISSING,
                    "global/pg_control",
                    "servers write it last: the backup is cut short"));
        }
        if (PgControl.read(control) instanceof Document.Unreadable<PgControl>(String why)) {
            return List.of(new Defect(Defect.Kind.CONTROL_DAMAGED, "global/pg_control", why));
        }
        BackupManifest manifest = preface.manifest();
        SystemIdentifier listed = manifest == null ? null : manifest.system();
        SystemIdentifier own = pgControl().orElseThrow().systemIdentifier();
        // a manifest's CRC of this file is the same for every cluster, so only its content tells whose it is
        return listed == null || listed.equals(own)
                ? List.of()
                : List.of(new Defect(
                        Defect.Kind.FOREIGN,
                        "global/pg_control",
                        "it is of the system " + own + ", and the manifest of " + listed));
    }

    Optional<PgControl> pgControl() {
        return control == null ? Optional.empty() : PgControl.read(control).optional();
    }

    /** What of the WAL is missing or damaged that makes the backup consistent. */
    List<Defect> ofWal(Preface preface) {
        SegmentSize size = pgControl().map(it -> it.form().segmentSize()).orElse(SegmentSize.USUAL);
        SystemIdentifier system = pgControl().map(PgControl::systemIdentifier).orElse(null);
        return wal.against(ranges(preface), size, system);
    }

    /** As the manifest has them; without one the place where it starts is all that is known. */
    static List<WalRange> ranges(Preface preface) {
        BackupManifest manifest = preface.manifest();
        if (manifest != null) {
            return manifest.walRanges();
        }
        Timeline timeline = preface.label().timeline();
        List<WalRange> ranges = new ArrayList<>();
        if (timeline != null) {
            ranges.add(new WalRange(
                    timeline, preface.label().start(), preface.label().start().plus(1)));
        }
        return ranges;
    }
}
