package dev.walkback.engine.basebackup;

import dev.walkback.engine.backup.BackupLabel;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.basebackup.BackupManifest.WalRange;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentContent;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.record.SegmentScan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a data directory that somebody made by other means than PostgreSQL's: what it is, and what is safe with it.
 *
 * @param control null where it is missing or damaged
 * @param reasons what was found, in a few words each
 * @param defects what keeps it from being used, whatever it is
 * @param walEnd how far WAL in it leads; {@link Lsn#NONE} where there is none
 */
public record FileCopy(
        DataDirectory directory,
        @Nullable PgControl control,
        Kind kind,
        List<String> reasons,
        List<Defect> defects,
        Lsn walEnd) {

    /** What a copy is. */
    public enum Kind {
        /** Of a server that was stopped: safe as it is. */
        CLEAN,
        /** With a label: a base backup by PostgreSQL's own functions, which recovers from its WAL. */
        BACKUP,
        /** Of a server that ran: safe when all of it shows one moment, torn when not, and nothing in it tells. */
        OF_A_RUNNING_SERVER,
        /** A server runs on it now. */
        LIVE,
        /** No data directory, or one that cannot be used. */
        UNUSABLE;

        /** {@code of-a-running-server}. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public FileCopy {
        reasons = List.copyOf(reasons);
        defects = List.copyOf(defects);
    }

    /** Looks; of files only the small ones and WAL are read. */
    public static FileCopy look(Path path) throws IOException {
        return new Look(DataDirectory.look(path)).copy();
    }

    /** @param snapshot whether somebody vouches for it that all of it shows one moment */
    public boolean isSafe(boolean snapshot) {
        return defects.isEmpty()
                && switch (kind) {
                    case CLEAN, BACKUP -> true;
                    case OF_A_RUNNING_SERVER -> snapshot;
                    case LIVE, UNUSABLE -> false;
                };
    }

    /** Reads every page. */
    public PageCheck pages(LongConsumer progress) throws IOException {
        boolean checksums = control != null && control.dataChecksums() != 0;
        // a backup's pages may be newer than the WAL that lies with it
        Lsn end = kind == Kind.BACKUP || walEnd.equals(Lsn.NONE) ? Lsn.LAST : walEnd;
        return PageCheck.read(directory.path(), checksums, end, progress);
    }

    private static final class Look {

        private final DataDirectory directory;
        private final Path data;
        private final List<String> reasons = new ArrayList<>();
        private final List<Defect> defects = new ArrayList<>();
        private Lsn walEnd = Lsn.NONE;

        Look(DataDirectory directory) {
            this.directory = directory;
            this.data = directory.path();
        }

        FileCopy copy() throws IOException {
            if (directory.isLive()) {
                reasons.add(
                        "a server runs on it, or that cannot be ruled out: postmaster.pid names a process that lives");
                return told(null, Kind.LIVE);
            }
            if (directory.major() == null) {
                defects.add(new Defect(Defect.Kind.FILE_MISSING, "PG_VERSION", "it is no data directory"));
                return told(null, Kind.UNUSABLE);
            }
            switch (directory.control()) {
                case Document.Absent<PgControl> _ ->
                    defects.add(new Defect(Defect.Kind.CONTROL_MISSING, "global/pg_control", "it is not there"));
                case Document.Unreadable<PgControl>(String why) ->
                    defects.add(new Defect(Defect.Kind.CONTROL_DAMAGED, "global/pg_control", why));
                case Document.Read<PgControl>(PgControl control) -> {
                    return told(control, kind(control));
                }
            }
            return told(null, Kind.UNUSABLE);
        }

        private FileCopy told(@Nullable PgControl control, Kind kind) {
            return new FileCopy(directory, control, kind, reasons, defects, walEnd);
        }

        private Kind kind(PgControl control) throws IOException {
            reasons.add("pg_control says: " + control.state().words() + ", last checkpoint at "
                    + control.checkpoint().at());
            if (directory.postmaster() != null) {
                reasons.add("postmaster.pid is in it: it was copied while a server ran, or the server crashed");
            }
            Timeline timeline = new Timeline(control.checkpoint().timeline());
            if (directory.has(DataDirectory.Mark.BACKUP_LABEL)) {
                return backup(control);
            }
            boolean stopped = control.state() == PgControl.State.SHUT_DOWN
                    || control.state() == PgControl.State.SHUT_DOWN_IN_RECOVERY;
            Lsn at = control.checkpoint().at();
            Lsn from = stopped ? at : control.checkpoint().redo();
            wal(control, new WalRange(timeline, from, at.plus(1)));
            if (stopped && directory.postmaster() == null) {
                reasons.add("the server was stopped cleanly");
                return Kind.CLEAN;
            }
            reasons.add(
                    "there is no backup_label, so nothing tells from where WAL would have to be replayed over a copy that took"
                            + " its time");
            return Kind.OF_A_RUNNING_SERVER;
        }

        private Kind backup(PgControl control) throws IOException {
            switch (BackupLabel.read(Files.readAllBytes(data.resolve("backup_label")))) {
                case Document.Read<BackupLabel>(BackupLabel label) -> {
                    reasons.add("backup_label tells to recover from " + label.start());
                    if (label.incrementalFrom() != null) {
                        defects.add(new Defect(
                                Defect.Kind.CHAIN_BROKEN,
                                "backup_label",
                                "it is an incremental backup, which needs those before it: restore from-basebackup"));
                    }
                    Timeline timeline = label.timeline() == null
                            ? new Timeline(control.checkpoint().timeline())
                            : label.timeline();
                    wal(
                            control,
                            new WalRange(
                                    timeline, label.start(), label.checkpoint().plus(1)));
                }
                case Document.Unreadable<BackupLabel>(String why) ->
                    defects.add(new Defect(Defect.Kind.LABEL_DAMAGED, "backup_label", why));
                case Document.Absent<BackupLabel> _ -> {}
            }
            return Kind.BACKUP;
        }

        private void wal(PgControl control, WalRange needed) throws IOException {
            SegmentSize size = control.form().segmentSize();
            Path wal = data.resolve("pg_wal");
            defects.addAll(new WalCheck(wal, null, size, control.systemIdentifier()).of(List.of(needed)));
            walEnd = end(wal, Segment.at(needed.timeline(), needed.start(), size));
            if (!walEnd.equals(Lsn.NONE)) {
                reasons.add("WAL in pg_wal leads without a gap from " + needed.start() + " to " + walEnd);
            }
        }

        /** As a replay would find it: the first place where no record is. */
        private static Lsn end(Path wal, Segment first) throws IOException {
            Lsn end = Lsn.NONE;
            for (Segment next = first; ; next = next.next()) {
                Optional<SegmentContent> content = content(wal, next);
                if (content.isEmpty() || content.get().flaw().isOfWhole()) {
                    return end;
                }
                if (!content.get().isWhole()) {
                    return content.get().flawAt();
                }
                end = next.end();
            }
        }

        private static Optional<SegmentContent> content(Path wal, Segment segment) throws IOException {
            Path file = wal.resolve(segment.name());
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file)) {
                return Optional.of(SegmentScan.read(in, segment));
            }
        }
    }
}
