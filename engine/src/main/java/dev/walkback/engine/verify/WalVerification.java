package dev.walkback.engine.verify;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the WAL that the cluster's present needs is there: what {@code wal verify} tells.
 *
 * @param position null for a cluster of which nothing but backups without a name's timeline is there
 * @param findings about WAL, besides those two checks
 */
public record WalVerification(
        @Nullable CurrentPosition position,
        Integrity integrity,
        TimelineCheck timeline,
        List<Weighed> findings,
        Verdict verdict) {

    private static final Set<FindingCode> ABOUT_WAL = EnumSet.of(
            FindingCode.LISTING_PARTIAL,
            FindingCode.TWO_SYSTEMS,
            FindingCode.BACKUP_WAL_MISSING,
            FindingCode.BACKUP_WAL_TO_COME,
            FindingCode.GAP,
            FindingCode.PERMANENT_APART,
            FindingCode.SEGMENT_EMPTY,
            FindingCode.SEGMENT_WRONG_SIZE,
            FindingCode.SEGMENT_TWICE,
            FindingCode.SEGMENT_OTHER_SIZE,
            FindingCode.SEGMENT_DAMAGED,
            FindingCode.SEGMENT_FOREIGN,
            FindingCode.SEGMENT_MISPLACED,
            FindingCode.SEGMENT_DIFFERS,
            FindingCode.SEGMENTS_APART,
            FindingCode.SEGMENT_ENDS_EARLY,
            FindingCode.OBJECT_UNREADABLE,
            FindingCode.HISTORY_MISSING,
            FindingCode.HISTORY_CONTRADICTORY,
            FindingCode.HISTORY_UNREADABLE);

    /** How a check came out. */
    public enum Outcome {
        OK,
        WARNING,
        FAILURE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The segments that the cluster's line needs, from where its first backup starts to where it is writing now; the segment
     * that it is writing into is not among them.
     *
     * @param since the backup that this begins with; null where there is none on the line, and the first segment was taken
     * @param stretches oldest first
     */
    public record Integrity(Outcome outcome, @Nullable BackupName since, List<Stretch> stretches) {

        public Integrity {
            stretches = List.copyOf(stretches);
        }

        public long segments(State state) {
            return stretches.stream()
                    .filter(stretch -> stretch.state() == state)
                    .mapToLong(Stretch::segments)
                    .sum();
        }
    }

    /** What became of a segment. */
    public enum State {
        FOUND,
        /** Missing, and newer than any that is there: the archiver is behind. */
        DELAYED,
        /** Missing among the newest: it may be on its way beside others. */
        UPLOADING,
        /** Missing where newer ones are there. */
        LOST;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Consecutive segments of one timeline with the same fate, both ends included. */
    public record Stretch(Segment first, Segment last, State state) {

        public long segments() {
            return last.number() - first.number() + 1;
        }
    }

    /** Whether the cluster writes on the newest timeline there is: if not, somebody else went on elsewhere. */
    public record TimelineCheck(
            Outcome outcome,
            @Nullable Timeline current,
            @Nullable Timeline newest) {}

    public WalVerification {
        findings = List.copyOf(findings);
    }

    /** Verifies the WAL of one of the clusters that findings were told of. */
    public static WalVerification of(ArchiveFindings archive, ClusterFindings cluster, WalQuestion question) {
        Optional<CurrentPosition> position =
                Optional.ofNullable(question.position()).or(() -> newest(cluster.cluster(), cluster.windows()));
        Integrity integrity = position.map(at -> new IntegrityCheck(cluster.windows(), at, question).check())
                .orElseGet(() -> new Integrity(Outcome.WARNING, null, List.of()));
        TimelineCheck timeline = timelineCheck(cluster.windows(), position);
        List<Weighed> findings = Stream.concat(archive.general().stream(), cluster.findings().stream())
                .filter(weighed -> ABOUT_WAL.contains(weighed.finding().code()))
                .sorted(FindingOrder.MOST_WEIGHT_FIRST)
                .toList();
        return new WalVerification(
                position.orElse(null),
                integrity,
                timeline,
                findings,
                Verdict.of(archive, cluster, findings, integrity, timeline));
    }

    private static TimelineCheck timelineCheck(RecoveryWindows windows, Optional<CurrentPosition> position) {
        Optional<Timeline> newest = windows.branches().newestStored();
        Outcome outcome = newest.isEmpty() || position.isEmpty()
                ? Outcome.WARNING
                : newest.get().equals(position.get().timeline()) ? Outcome.OK : Outcome.FAILURE;
        return new TimelineCheck(
                outcome, position.map(CurrentPosition::timeline).orElse(null), newest.orElse(null));
    }

    private static Optional<CurrentPosition> newest(Cluster cluster, RecoveryWindows windows) {
        return windows.branches()
                .newestStored()
                .flatMap(cluster::timeline)
                .map(wal -> new CurrentPosition(
                        wal.timeline(),
                        wal.coverage().runs().isEmpty()
                                ? windows.branches()
                                        .of(wal.timeline())
                                        .orElseThrow()
                                        .begin()
                                : wal.coverage().runs().getLast().last().end(),
                        false));
    }
}
