package dev.walkback.engine.basebackup;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts incremental backups into the order in which they build on one another, whatever order they were named in. Each says where the
 * one before it began; that has to be there, and be of the same cluster.
 */
final class ChainOrder {

    private static final String TIMELINE_LINE = "INCREMENTAL FROM TLI: ";

    private ChainOrder() {}

    /**
     * @return the full backup first
     * @throws UnfitBackupException when they do not make one chain
     */
    static List<Preface> of(List<Preface> backups) {
        checkSystems(backups);
        List<Preface> left = new ArrayList<>(backups);
        List<Preface> chain = new ArrayList<>(List.of(full(left)));
        left.remove(chain.getFirst());
        while (!left.isEmpty()) {
            Preface last = chain.getLast();
            List<Preface> next =
                    left.stream().filter(each -> standsOn(each, last)).toList();
            if (next.isEmpty()) {
                throw missingParent(left.getFirst());
            }
            if (next.size() > 1) {
                throw broken(
                        next.get(1).backup().folder(),
                        "it builds on the same backup as "
                                + next.getFirst().backup().folder() + ": they are of two chains");
            }
            chain.add(next.getFirst());
            left.remove(next.getFirst());
        }
        return chain;
    }

    private static Preface full(List<Preface> backups) {
        List<Preface> fulls =
                backups.stream().filter(each -> !each.isIncremental()).toList();
        if (fulls.isEmpty()) {
            throw missingParent(backups.getFirst());
        }
        if (fulls.size() > 1) {
            throw broken(
                    fulls.get(1).backup().folder(),
                    "it is a full backup, as is " + fulls.getFirst().backup().folder() + ": a chain has one");
        }
        return fulls.getFirst();
    }

    private static boolean standsOn(Preface incremental, Preface other) {
        Lsn from = incremental.label().incrementalFrom();
        Timeline timeline = fromTimeline(incremental);
        return Objects.equals(from, other.label().start())
                && (timeline == null || Objects.equals(timeline, other.label().timeline()));
    }

    private static @Nullable Timeline fromTimeline(Preface incremental) {
        return incremental
                .labelText()
                .lines()
                .filter(line -> line.startsWith(TIMELINE_LINE))
                .reduce((first, second) -> second)
                .flatMap(line -> Timeline.parse(line.substring(TIMELINE_LINE.length())))
                .orElse(null);
    }

    private static void checkSystems(List<Preface> backups) {
        SystemIdentifier first = null;
        for (Preface each : backups) {
            BackupManifest manifest = each.manifest();
            SystemIdentifier own = manifest == null ? null : manifest.system();
            if (own != null && first != null && !own.equals(first)) {
                throw new UnfitBackupException(
                        each.backup().folder(),
                        Defect.Kind.FOREIGN,
                        each.backup().folder().toString(),
                        "it is of the system " + own + ", and another of them of " + first);
            }
            first = first == null ? own : first;
        }
    }

    private static UnfitBackupException missingParent(Preface incremental) {
        Timeline timeline = fromTimeline(incremental);
        return broken(
                incremental.backup().folder(),
                "it holds what changed since the backup that starts at "
                        + incremental.label().incrementalFrom()
                        + (timeline == null ? "" : " on timeline " + timeline)
                        + ", and that is none of those given");
    }

    private static UnfitBackupException broken(Path folder, String why) {
        return new UnfitBackupException(folder, Defect.Kind.CHAIN_BROKEN, folder.toString(), why);
    }
}
