package dev.walkback.engine.recovery;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.recovery.Restorability.NotRestorable;
import dev.walkback.engine.recovery.Restorability.Restorable;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Judges every backup of a cluster. */
final class Restorabilities {

    private final Cluster cluster;
    private final Branches branches;
    private final SegmentSize size;
    private final Map<BackupName, Backup> byName = new HashMap<>();
    private final Map<BackupName, List<Finding>> objectFindings = new HashMap<>();

    Restorabilities(Cluster cluster, Branches branches) {
        this.cluster = cluster;
        this.branches = branches;
        this.size = cluster.segmentSize();
        cluster.backups().forEach(backup -> byName.put(backup.name(), backup));
    }

    SequencedMap<BackupName, Restorability> all() {
        SequencedMap<BackupName, Restorability> all = new LinkedHashMap<>();
        cluster.backups().forEach(backup -> all.put(backup.name(), judge(backup)));
        return all;
    }

    private Restorability judge(Backup backup) {
        Chain chain = Chain.of(backup, name -> Optional.ofNullable(byName.get(name)), branches.ancestry()::history);
        List<Finding> findings = new ArrayList<>();
        chain.members()
                .forEach(member -> findings.addAll(
                        objectFindings.computeIfAbsent(member.name(), any -> BackupPieces.findings(member))));
        chain.breaks().stream().map(ChainBreaks::finding).forEach(findings::add);
        Optional<Branch> branch = backup.timeline().flatMap(branches::of);
        Optional<Lsn> start = startOf(backup);
        Optional<Lsn> finish = backup.finish();
        if (branch.isPresent() && start.isPresent() && finish.isPresent()) {
            walFinding(backup, branch.get(), start.get(), finish.get()).ifPresent(findings::add);
        } else if (backup.sentinel() instanceof Document.Read<Sentinel>) {
            findings.add(
                    Finding.of(FindingCode.SENTINEL_INCOMPLETE, backup.name().text())
                            .with("lacks", branch.isEmpty() ? "timeline" : start.isEmpty() ? "start" : "finish"));
        }
        return findings.isEmpty() && branch.isPresent() && start.isPresent() && finish.isPresent()
                ? new Restorable(backup, chain, branch.get().timeline(), start.get(), finish.get())
                : new NotRestorable(backup, chain, costing(findings, backup.name()));
    }

    private static List<Finding> costing(List<Finding> findings, BackupName name) {
        return findings.stream().map(each -> each.costing(List.of(name))).toList();
    }

    /** The name tells the segment where the sentinel of an old backup says nothing. */
    private Optional<Lsn> startOf(Backup backup) {
        return backup.start()
                .or(() ->
                        backup.name().start().flatMap(digits -> digits.in(size)).map(Segment::start));
    }

    private Optional<Finding> walFinding(Backup backup, Branch branch, Lsn start, Lsn finish) {
        if (finish.isBefore(start)) {
            return Optional.of(
                    Finding.of(FindingCode.SENTINEL_INCOMPLETE, backup.name().text())
                            .with("lacks", "a finish after its start"));
        }
        Lsn from = start.isBefore(branch.begin()) ? branch.begin() : start;
        Optional<Span> there = branch.readable().covering(from);
        Lsn reached = there.map(Span::to).orElse(from);
        if (there.isPresent() && !reached.isBefore(finish)) {
            return Optional.empty();
        }
        long first = size.numberOf(reached);
        long last = size.numberBefore(finish);
        Optional<Span> next = branch.readable().firstFromAfter(reached);
        if (next.isPresent() && next.get().from().isBefore(finish)) {
            last = size.numberBefore(next.get().from());
        }
        Timeline timeline = branch.timeline();
        FindingCode code =
                isNewestBefore(branch, first) ? FindingCode.BACKUP_WAL_TO_COME : FindingCode.BACKUP_WAL_MISSING;
        return Optional.of(Finding.of(code, backup.name().text())
                .with("first", new Segment(timeline, first, size))
                .with("last", new Segment(timeline, Math.max(first, last), size)));
    }

    /** Whether no WAL is stored from there on: an archiver sends it in order, and this is what it would send next. */
    private static boolean isNewestBefore(Branch branch, long number) {
        TimelineWal wal = branch.wal();
        return wal == null
                || wal.segments().count() == 0
                || wal.segments().at(wal.segments().count() - 1).segment().number() < number;
    }
}
