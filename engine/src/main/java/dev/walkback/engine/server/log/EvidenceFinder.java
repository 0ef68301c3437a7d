package dev.walkback.engine.server.log;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.recovery.Branch;
import dev.walkback.engine.recovery.Branches;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.WalFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks up in a cluster's archive what a message speaks of. Reads nothing: the look was taken before. */
public final class EvidenceFinder {

    private static final int MOST = 8;

    private final Cluster cluster;
    private final Branches branches;

    public EvidenceFinder(Cluster cluster, Branches branches) {
        this.cluster = cluster;
        this.branches = branches;
    }

    /** Whether an archive could say anything to it: else none need be looked at. */
    public static boolean isWorthIt(Told told) {
        return switch (told.message()) {
            case SEGMENT_RESTORED,
                    RESTORE_COMMAND_FAILED,
                    RESTORED_FILE_WRONG_SIZE,
                    SEGMENT_ABSENT,
                    PRIMARY_LOST_SEGMENT,
                    NOT_A_CHILD,
                    CONSISTENCY_OFF_TIMELINE,
                    FORK_BEFORE_REPLAY,
                    TIMELINE_FOREIGN,
                    TIMELINE_ABSENT,
                    TIMELINE_UNEXPECTED,
                    TIMELINE_CHOSEN,
                    TIMELINE_FOLLOWED,
                    PRIMARY_BEHIND,
                    ENDED_BEFORE_TARGET,
                    WAL_ENDS_BEFORE_CONSISTENCY,
                    END_OF_WAL,
                    RECORD_CUT,
                    RECORD_DAMAGED,
                    NOT_WAL,
                    WAITS_FOR_WAL,
                    CHECKPOINT_ABSENT,
                    REPLAY_BEGINS,
                    REPLAY_DONE,
                    REPLAY_GOES_ON,
                    CONSISTENT,
                    WAL_OF_ANOTHER_CLUSTER -> true;
            default -> false;
        };
    }

    public List<Evidence> of(Told told) {
        List<Evidence> found = new ArrayList<>();
        told.value("file").or(() -> told.value("segment")).ifPresent(file -> file(file, found));
        told.value("timeline").flatMap(Timeline::parse).ifPresent(timeline -> timeline(told, timeline, found));
        told.value("other").flatMap(Timeline::parse).ifPresent(timeline -> fork(timeline, found));
        switch (told.message()) {
            case ENDED_BEFORE_TARGET, WAL_ENDS_BEFORE_CONSISTENCY -> ends(found);
            case WAL_OF_ANOTHER_CLUSTER -> identity(told, found);
            case TIMELINE_CHOSEN -> next(found);
            default ->
                told.value("lsn")
                        .or(() -> told.value("checkpoint"))
                        .flatMap(Lsn::parse)
                        .ifPresent(lsn -> found.add(new Evidence.Position(lsn, holding(lsn))));
        }
        return List.copyOf(found);
    }

    private void file(String path, List<Evidence> found) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        switch (WalFile.named(name)) {
            case WalFile.Whole(WalFile.Digits digits) ->
                digits.in(cluster.segmentSize()).ifPresent(segment -> found.add(stored(segment)));
            case WalFile.History(Timeline timeline) -> found.add(new Evidence.History(timeline, hasHistory(timeline)));
            default -> {}
        }
    }

    private Evidence stored(Segment segment) {
        Optional<TimelineWal> own = cluster.timeline(segment.timeline());
        return new Evidence.Stored(
                segment,
                own.map(wal -> wal.coverage().contains(segment)).orElse(false),
                own.map(wal -> wal.coverage().runs())
                        .filter(runs -> !runs.isEmpty())
                        .map(runs -> runs.getLast().last())
                        .orElse(null),
                cluster.timelines().stream()
                        .filter(wal -> !wal.timeline().equals(segment.timeline()))
                        .filter(wal -> wal.coverage().contains(segment.on(wal.timeline())))
                        .map(TimelineWal::timeline)
                        .limit(MOST)
                        .toList());
    }

    private boolean hasHistory(Timeline timeline) {
        return cluster.timeline(timeline)
                .map(wal -> wal.historyObject() != null)
                .orElse(false);
    }

    private void timeline(Told told, Timeline timeline, List<Evidence> found) {
        if (branches.of(timeline).isEmpty()) {
            found.add(new Evidence.TimelineUnknown(
                    timeline,
                    branches.all().stream().map(Branch::timeline).limit(MOST).toList()));
            return;
        }
        if (told.message() == LogMessage.TIMELINE_ABSENT || told.message() == LogMessage.NOT_A_CHILD) {
            found.add(new Evidence.History(timeline, hasHistory(timeline)));
        }
        fork(timeline, found);
    }

    private void fork(Timeline timeline, List<Evidence> found) {
        branches.ancestry()
                .link(timeline)
                .ifPresent(link -> found.add(new Evidence.Fork(timeline, link.parent(), link.at())));
    }

    private void ends(List<Evidence> found) {
        List<TimelineWal> withWal = cluster.timelines().stream()
                .filter(wal -> !wal.coverage().runs().isEmpty())
                .toList();
        withWal.stream()
                .skip(Math.max(0, withWal.size() - 3))
                .forEach(wal -> found.add(new Evidence.WalEnds(
                        wal.timeline(),
                        wal.coverage().runs().getLast().last(),
                        wal.coverage().gaps().size())));
    }

    private void identity(Told told, List<Evidence> found) {
        SystemIdentifier own = cluster.identifier();
        if (own != null) {
            found.add(new Evidence.Identity(
                    own, told.value("found").flatMap(SystemIdentifier::parse).orElse(null)));
        }
    }

    private void next(List<Evidence> found) {
        branches.newest()
                .filter(newest -> newest.id() != -1)
                .map(newest -> new Timeline(newest.id() + 1))
                .ifPresent(next -> found.add(new Evidence.NextTimeline(next)));
    }

    private List<Segment> holding(Lsn lsn) {
        return cluster.timelines().stream()
                .map(wal -> Segment.at(wal.timeline(), lsn, cluster.segmentSize()))
                .filter(segment -> cluster.timeline(segment.timeline())
                        .map(wal -> wal.coverage().contains(segment))
                        .orElse(false))
                .limit(MOST)
                .toList();
    }
}
