package dev.walkback.engine.verify;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.recovery.RecoveryWindow;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.recovery.Restorability;
import dev.walkback.engine.recovery.Span;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.WalFile;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects what is wrong with one cluster, the same thing once, and weighs it. */
final class ClusterCheck {

    private final Cluster cluster;
    private final RecoveryWindows windows;
    private final GapCheck gaps;
    private final Instant listedAt;
    private final Set<String> backupNames;
    private final SequencedMap<Key, Finding> found = new LinkedHashMap<>();
    private final Map<Key, List<RecoveryWindow>> ended = new LinkedHashMap<>();

    /** One thing is found once, by however many ways one comes upon it. */
    private record Key(FindingCode code, String subject) {}

    ClusterCheck(Cluster cluster, Instant listedAt) {
        this.cluster = cluster;
        this.windows = RecoveryWindows.of(cluster);
        this.gaps = new GapCheck(windows);
        this.listedAt = listedAt;
        this.backupNames =
                cluster.backups().stream().map(each -> each.name().text()).collect(Collectors.toSet());
    }

    /** Whether something that reading came upon is about this cluster. */
    boolean concerns(Finding finding) {
        return backupNames.contains(finding.subject())
                || segment(finding)
                        .filter(segment -> cluster.timelines().stream()
                                .anyMatch(wal -> wal.timeline().equals(segment.timeline())
                                        && !wal.segments().of(segment).isEmpty()))
                        .isPresent()
                || timelineOfHistory(finding).isPresent();
    }

    void add(Finding finding) {
        found.merge(new Key(finding.code(), finding.subject()), finding, ClusterCheck::together);
    }

    ClusterFindings findings() {
        windows.backups().values().forEach(this::addBackup);
        gaps.findings().forEach(gap -> {
            add(gap.finding());
            ended.put(new Key(gap.finding().code(), gap.finding().subject()), gap.windows());
        });
        new HistoryCheck(cluster, windows).findings().forEach(this::add);
        new BackupCheck(cluster, listedAt).findings().forEach(this::add);
        return new ClusterFindings(
                cluster,
                windows,
                found.values().stream()
                        .map(this::weigh)
                        .sorted(FindingOrder.MOST_WEIGHT_FIRST)
                        .toList());
    }

    private void addBackup(Restorability backup) {
        if (backup instanceof Restorability.NotRestorable lost) {
            lost.findings().stream()
                    .map(each -> LateWal.judged(each, lost.backup(), listedAt))
                    .forEach(this::add);
        }
    }

    private static Finding together(Finding one, Finding other) {
        SequencedSet<BackupName> costs = new LinkedHashSet<>(one.costs());
        costs.addAll(other.costs());
        TreeMap<String, String> facts = new TreeMap<>(other.facts());
        facts.putAll(one.facts());
        return new Finding(one.code(), one.subject(), facts, List.copyOf(costs));
    }

    private Weighed weigh(Finding finding) {
        List<RecoveryWindow> windowsEnded = ended.getOrDefault(new Key(finding.code(), finding.subject()), List.of());
        Optional<Segment> spoilt = SpoiltSegments.isSpoilt(finding) ? segment(finding) : Optional.empty();
        if (spoilt.isPresent()) {
            return weighSegment(finding, spoilt.get());
        }
        if (!windowsEnded.isEmpty()) {
            return new Weighed(finding, windowsEnded, List.of());
        }
        Optional<WalFile.History> history = timelineOfHistory(finding);
        if (history.isPresent()) {
            return new Weighed(finding, endedForWantOf(history.get().timeline()), List.of());
        }
        List<Span> lost = new LostSpans(windows).without(finding.costs());
        List<RecoveryWindow> later = lost.stream()
                .map(span -> windows.beginningAt(span.timeline(), span.to()))
                .flatMap(Optional::stream)
                .toList();
        return new Weighed(finding, later, lost);
    }

    private List<RecoveryWindow> endedForWantOf(Timeline history) {
        return windows.windows().stream()
                .filter(window -> window.endsBecause() instanceof RecoveryWindow.Ending.HistoryMissing ending
                        && ending.missing().equals(history))
                .toList();
    }

    /** A segment that is there and of no use costs what its absence costs. */
    private Weighed weighSegment(Finding finding, Segment segment) {
        List<RecoveryWindow> windowsEnded = gaps.endedBy(segment);
        SequencedSet<BackupName> costs = new LinkedHashSet<>();
        windowsEnded.forEach(window -> {
            costs.add(window.startsWith());
            costs.addAll(window.backups());
        });
        found.values().stream()
                .filter(other -> other.code() == FindingCode.BACKUP_WAL_MISSING && covers(other, segment))
                .forEach(other -> costs.addAll(other.costs()));
        return new Weighed(finding.costing(costs), windowsEnded, List.of());
    }

    private static boolean covers(Finding missing, Segment segment) {
        String name = segment.name();
        return missing.facts().getOrDefault("first", name).compareTo(name) <= 0
                && name.compareTo(missing.facts().getOrDefault("last", "")) <= 0;
    }

    private Optional<Segment> segment(Finding finding) {
        return SpoiltSegments.of(finding, cluster);
    }

    private Optional<WalFile.History> timelineOfHistory(Finding finding) {
        return Stream.of(WalFile.named(finding.subject()))
                .filter(WalFile.History.class::isInstance)
                .map(WalFile.History.class::cast)
                .filter(history -> windows.branches().of(history.timeline()).isPresent())
                .findFirst();
    }
}
