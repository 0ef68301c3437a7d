package dev.walkback.engine.archive;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.storage.ObjectInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes one cluster of the backups and the WAL that are its own. */
final class ClusterAssembly {

    private final Seen seen;
    private final WalOwnership wal;
    private final List<Finding> findings;
    private final @Nullable SystemIdentifier identifier;
    private final List<Backup> backups;

    /** @param backups in the order they were made */
    ClusterAssembly(
            Seen seen,
            WalOwnership wal,
            List<Finding> findings,
            @Nullable SystemIdentifier identifier,
            List<Backup> backups) {
        this.seen = seen;
        this.wal = wal;
        this.findings = findings;
        this.identifier = identifier;
        this.backups = backups;
    }

    Cluster cluster() {
        SizeEvidence evidence = evidence();
        SegmentSize size = evidence.certain().orElseGet(evidence::likely);
        return new Cluster(identifier, size, evidence.certain().isPresent(), version(), timelines(size), backups);
    }

    private @Nullable PgVersion version() {
        return backups.reversed().stream()
                .map(Backup::pgVersion)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> wal.owners().version(identifier))
                .orElse(null);
    }

    /** The strongest first: what contradicts it is not taken. */
    private SizeEvidence evidence() {
        SizeEvidence evidence = new SizeEvidence();
        wal.owners().size(identifier).ifPresent(evidence::told);
        backups.reversed().forEach(evidence::backup);
        WalRows rows = seen.wal().rows();
        for (int row = 0; row < rows.count(); row++) {
            if (wal.owners().owns(identifier, row)) {
                evidence.withinLog(rows.withinLog(row));
            }
        }
        return evidence;
    }

    private List<TimelineWal> timelines(SegmentSize size) {
        NavigableMap<Timeline, TimelineAssembly> timelines = new TreeMap<>();
        for (Backup backup : backups) {
            backup.timeline().ifPresent(timeline -> at(timelines, timeline, size));
        }
        addRows(timelines, size);
        addFiles(timelines, size);
        return timelines.values().stream().map(TimelineAssembly::timeline).toList();
    }

    private static TimelineAssembly at(
            NavigableMap<Timeline, TimelineAssembly> timelines, Timeline timeline, SegmentSize size) {
        return timelines.computeIfAbsent(timeline, any -> new TimelineAssembly(timeline, size));
    }

    private void addRows(NavigableMap<Timeline, TimelineAssembly> timelines, SegmentSize size) {
        WalRows rows = seen.wal().rows();
        for (int from = 0; from < rows.count(); ) {
            int to = rows.endOfTimeline(from);
            if (wal.ownsAny(identifier, from, to)) {
                at(timelines, new Timeline(rows.timeline(from)), size)
                        .shelve(rows, wal.rowsOf(identifier, from, to), findings);
            }
            from = to;
        }
    }

    private void addFiles(NavigableMap<Timeline, TimelineAssembly> timelines, SegmentSize size) {
        for (var found : wal.histories(identifier)) {
            Document<TimelineHistory> history = Seen.of(found.object(), seen.histories());
            at(timelines, found.file().timeline(), size).history(history, found.object());
            if (history instanceof Document.Unreadable<TimelineHistory>(String why)
                    && !seen.troubles().withheld(found.object().key())) {
                findings.add(Finding.of(
                                FindingCode.HISTORY_UNREADABLE,
                                found.file().timeline().historyName())
                        .with("why", why));
            }
        }
        for (var found : seen.wal().partials()) {
            place(found.file().digits(), size)
                    .ifPresent(place -> at(timelines, place.timeline(), size).partial(place));
        }
        for (var found : seen.wal().backupHistories()) {
            place(found.file().digits(), size)
                    .ifPresent(place -> at(timelines, place.timeline(), size).backupHistory(found.file()));
        }
        for (var found : seen.wal().deltaMaps()) {
            place(found.file().digits(), size)
                    .ifPresent(place -> at(timelines, place.timeline(), size).deltaMap(place));
        }
    }

    /** Where a file beside the segments lies, if it is this cluster's. */
    private Optional<Segment> place(WalFile.Digits digits, SegmentSize size) {
        return Objects.equals(wal.owners().near(digits), identifier) ? digits.in(size) : Optional.empty();
    }

    /** Collects what there is of one timeline. */
    private static final class TimelineAssembly {

        private final Timeline timeline;
        private final TreeSet<Segment> partials = new TreeSet<>();
        private final TreeSet<Segment> deltaMaps = new TreeSet<>();
        private final List<WalFile.BackupHistory> backupHistories = new ArrayList<>();
        private Document<TimelineHistory> history = new Document.Absent<>();
        private @Nullable ObjectInfo historyObject;
        private ShelfAssembly shelf;

        TimelineAssembly(Timeline timeline, SegmentSize size) {
            this.timeline = timeline;
            this.shelf = ShelfAssembly.empty(timeline, size);
        }

        void shelve(WalRows rows, int[] own, List<Finding> findings) {
            shelf = shelf.filled(rows, own, findings);
        }

        void history(Document<TimelineHistory> read, ObjectInfo object) {
            history = read;
            historyObject = object;
        }

        void partial(Segment segment) {
            partials.add(segment);
        }

        void deltaMap(Segment segment) {
            deltaMaps.add(segment);
        }

        void backupHistory(WalFile.BackupHistory file) {
            backupHistories.add(file);
        }

        TimelineWal timeline() {
            return new TimelineWal(
                    timeline,
                    history,
                    historyObject,
                    shelf.coverage(),
                    shelf.shelf(),
                    List.copyOf(partials),
                    backupHistories,
                    List.copyOf(deltaMaps));
        }
    }
}
