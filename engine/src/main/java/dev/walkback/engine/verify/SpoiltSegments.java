package dev.walkback.engine.verify;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.WalFile;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Segments that are there and of no use: replay ends before them as if they were not. */
final class SpoiltSegments {

    /** What makes the one object that it was found in useless. */
    static final Set<FindingCode> CODES = EnumSet.of(
            FindingCode.SEGMENT_EMPTY,
            FindingCode.SEGMENT_WRONG_SIZE,
            FindingCode.SEGMENT_OTHER_SIZE,
            FindingCode.SEGMENT_DAMAGED,
            FindingCode.SEGMENT_FOREIGN,
            FindingCode.SEGMENT_MISPLACED,
            FindingCode.OBJECT_UNREADABLE);

    private static final String KEY = "key";
    private static final int DIGITS = 24;

    private SpoiltSegments() {}

    static boolean isSpoilt(Finding finding) {
        return CODES.contains(finding.code());
    }

    /** Those of a cluster of which no object is sound. A segment may be stored twice, and one of the two do. */
    static Set<Segment> among(Cluster cluster, List<Finding> findings) {
        Map<Segment, Set<String>> spoilt = new HashMap<>();
        findings.stream()
                .filter(SpoiltSegments::isSpoilt)
                .forEach(finding -> of(finding, cluster)
                        .ifPresent(segment -> spoilt.computeIfAbsent(segment, none -> new HashSet<>())
                                .add(finding.facts().getOrDefault(KEY, ""))));
        Set<Segment> useless = new HashSet<>();
        spoilt.forEach((segment, keys) -> {
            if (keys.size() >= copies(cluster, segment)) {
                useless.add(segment);
            }
        });
        return useless;
    }

    /** The segment that a finding is about, if it is about one. */
    static Optional<Segment> of(Finding finding, Cluster cluster) {
        String subject = finding.subject();
        return subject.length() >= DIGITS
                        && WalFile.named(subject.substring(0, DIGITS)) instanceof WalFile.Whole(var digits)
                ? digits.in(cluster.segmentSize())
                : Optional.empty();
    }

    private static int copies(Cluster cluster, Segment segment) {
        return cluster.timeline(segment.timeline())
                .map(TimelineWal::segments)
                .map(shelf -> shelf.of(segment).size())
                .orElse(0);
    }
}
