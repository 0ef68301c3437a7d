package dev.walkback.engine.verify;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.recovery.RecoveryWindow;
import dev.walkback.engine.recovery.RecoveryWindow.Ending;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.recovery.Restorability;
import dev.walkback.engine.wal.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;

/**
 * Gaps that end a window, and those after them. What is missing before the first backup was not to be kept, and costs nothing.
 */
final class GapCheck {

    /** More of them are counted, not told: an archive may lack every other segment. */
    static final int MOST = 1000;

    private final RecoveryWindows windows;
    private final NavigableMap<Segment, Ending.Gap> gaps = new TreeMap<>();
    private final Map<Segment, List<RecoveryWindow>> ended = new HashMap<>();
    private final SequencedMap<Segment, Ending.Gap> after = new LinkedHashMap<>();
    private int further;

    GapCheck(RecoveryWindows windows) {
        this.windows = windows;
        for (RecoveryWindow window : windows.windows()) {
            if (window.endsBecause() instanceof Ending.Gap gap) {
                gaps.put(gap.first(), gap);
                ended.computeIfAbsent(gap.first(), any -> new ArrayList<>()).add(window);
            }
        }
        windows.unreachable().forEach(span -> windows.branches().forEachGap(span, this::addAfter));
    }

    private void addAfter(Ending.Gap gap) {
        if (ended.containsKey(gap.first()) || after.containsKey(gap.first())) {
            return;
        }
        if (after.size() < MOST) {
            after.put(gap.first(), gap);
        } else {
            further++;
        }
    }

    List<Weighed> findings() {
        List<Weighed> findings = new ArrayList<>();
        gaps.forEach((first, gap) -> {
            List<RecoveryWindow> windowsEnded = ended.getOrDefault(first, List.of());
            findings.add(new Weighed(finding(gap, windowsEnded), windowsEnded, List.of()));
        });
        after.values().forEach(gap -> findings.add(Weighed.free(finding(gap, List.of()))));
        if (further > 0) {
            Weighed last = findings.removeLast();
            findings.add(Weighed.free(last.finding().with("further-gaps", further)));
        }
        return findings;
    }

    /** The windows that end with the gap that this segment is in. */
    List<RecoveryWindow> endedBy(Segment segment) {
        Map.Entry<Segment, Ending.Gap> gap = gaps.floorEntry(segment);
        return gap != null && segment.compareTo(gap.getValue().last()) <= 0
                ? ended.getOrDefault(gap.getKey(), List.of())
                : List.of();
    }

    private Finding finding(Ending.Gap gap, List<RecoveryWindow> windowsEnded) {
        SequencedSet<BackupName> costs = new LinkedHashSet<>();
        windowsEnded.forEach(window -> {
            costs.add(window.startsWith());
            costs.addAll(window.backups());
        });
        boolean isMeant = !windowsEnded.isEmpty() && windowsEnded.stream().allMatch(window -> isKeptApart(window, gap));
        Finding finding = isMeant
                ? Finding.of(FindingCode.PERMANENT_APART, costs.getFirst().text())
                : Finding.of(FindingCode.GAP, gap.first().name()).costing(costs);
        return finding.with("timeline", gap.first().timeline())
                .with("first", gap.first())
                .with("last", gap.last())
                .with("segments", gap.segments());
    }

    /** Retention keeps of a permanent backup's WAL what makes it consistent, and nothing after that. */
    private boolean isKeptApart(RecoveryWindow window, Ending.Gap gap) {
        return window.backups().size() == 1
                && windows.backup(window.backups().getFirst())
                        .map(Restorability::backup)
                        .filter(Backup::isPermanent)
                        .flatMap(Backup::finish)
                        .map(finish -> gap.first().size().numberBefore(finish) + 1
                                == gap.first().number())
                        .orElse(false);
    }
}
