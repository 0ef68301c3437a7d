package dev.walkback.engine.verify;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.wal.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An archive as the content of one cluster's WAL proves it to be: what cannot be replayed counts as not there, so that windows,
 * backups and verdict tell what it costs in the same way as for a segment that is missing.
 *
 * @param cluster the one whose content was read, as it is now
 */
public record ProvenArchive(Archive archive, Cluster cluster) {

    public static ProvenArchive of(Archive listed, Cluster cluster, WalContentReport report) {
        Set<Segment> useless = SpoiltSegments.among(cluster, report.findings());
        Cluster proven = new Cluster(
                cluster.identifier(),
                cluster.segmentSize(),
                cluster.segmentSizeIsKnown(),
                cluster.pgVersion(),
                cluster.timelines().stream().map(wal -> without(wal, useless)).toList(),
                cluster.backups());
        List<Cluster> clusters = new ArrayList<>(listed.clusters());
        clusters.replaceAll(each -> isSame(each, cluster) ? proven : each);
        List<Finding> findings = new ArrayList<>(listed.findings());
        findings.addAll(report.findings());
        return new ProvenArchive(listed.with(clusters, findings), proven);
    }

    /** Comparing the content of two clusters would take as long as reading it. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Cluster one, Cluster other) {
        return one == other;
    }

    private static TimelineWal without(TimelineWal wal, Set<Segment> useless) {
        List<Segment> here = useless.stream()
                .filter(segment -> segment.timeline().equals(wal.timeline()))
                .toList();
        return here.isEmpty() ? wal : wal.covering(wal.coverage().without(here));
    }
}
