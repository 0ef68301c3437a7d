package dev.walkback.engine.verify;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.recovery.Ancestry;
import dev.walkback.engine.recovery.RecoveryWindow;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Whether histories tell everything. A server that looks for the newest timeline asks for one number after the other and
 * stops at the first that is missing: what comes after it stays hidden, and the missing number is given a second time.
 */
final class HistoryCheck {

    private final Cluster cluster;
    private final RecoveryWindows windows;

    HistoryCheck(Cluster cluster, RecoveryWindows windows) {
        this.cluster = cluster;
        this.windows = windows;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Ancestry ancestry = windows.branches().ancestry();
        for (Ancestry.Contradiction contradiction : ancestry.contradictions()) {
            findings.add(Finding.of(
                            FindingCode.HISTORY_CONTRADICTORY,
                            contradiction.timeline().historyName())
                    .with("ancestor", contradiction.ancestor()));
        }
        for (TimelineWal wal : cluster.timelines()) {
            if (wal.history() instanceof Document.Unreadable<TimelineHistory>(String why)) {
                findings.add(Finding.of(
                                FindingCode.HISTORY_UNREADABLE, wal.timeline().historyName())
                        .with("why", why)
                        .costing(hiddenFrom(wal.timeline())));
            }
        }
        missing(findings);
        return findings;
    }

    /** One finding for each stretch of numbers, however long it is: a hostile listing may name timeline four thousand million. */
    private void missing(List<Finding> findings) {
        NavigableSet<Timeline> told = new TreeSet<>();
        told.add(Timeline.FIRST);
        cluster.timelines().stream()
                .filter(wal -> !wal.history().isAbsent())
                .map(TimelineWal::timeline)
                .forEach(told::add);
        NavigableSet<Timeline> named = windows.branches().ancestry().timelines();
        if (named.isEmpty()) {
            return;
        }
        long newest = Math.max(named.last().number(), told.last().number());
        long expected = 2;
        for (Timeline timeline : told.tailSet(new Timeline(2), true)) {
            if (timeline.number() > expected) {
                findings.add(finding(expected, timeline.number() - 1));
            }
            expected = timeline.number() + 1;
        }
        if (expected <= newest) {
            findings.add(finding(expected, newest));
        }
    }

    private Finding finding(long first, long last) {
        Timeline missing = new Timeline((int) first);
        Finding finding = Finding.of(FindingCode.HISTORY_MISSING, missing.historyName())
                .with("timeline", missing)
                .costing(hiddenFrom(missing));
        return first == last
                ? finding
                : finding.with("last", new Timeline((int) last)).with("histories", last - first + 1);
    }

    /** Backups of older timelines: a server restored from them looks for the newest and does not get past this number. */
    private List<BackupName> hiddenFrom(Timeline missing) {
        return cluster.backups().stream()
                .filter(backup -> backup.timeline()
                        .filter(timeline -> timeline.compareTo(missing) < 0)
                        .isPresent())
                .filter(backup -> windows.of(backup.name())
                        .map(RecoveryWindow::timelines)
                        .filter(timelines -> leadsPast(timelines, missing) || endsThere(backup, missing))
                        .isPresent())
                .map(Backup::name)
                .toList();
    }

    private static boolean leadsPast(List<Timeline> timelines, Timeline missing) {
        return timelines.getLast().compareTo(missing) >= 0;
    }

    private boolean endsThere(Backup backup, Timeline missing) {
        return windows.of(backup.name())
                .filter(window -> window.endsBecause() instanceof RecoveryWindow.Ending.HistoryMissing history
                        && history.missing().compareTo(missing) >= 0)
                .isPresent();
    }
}
