package dev.walkback.engine.verify;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that one look at an archive shows to be wrong, and what each of it costs. Pure thinking: what was not read
 * cannot be judged, and content is not.
 *
 * @param general what belongs to no cluster: the storage, the listing, objects of nobody
 * @param clusters in the archive's order
 */
public record ArchiveFindings(Archive archive, List<Weighed> general, List<ClusterFindings> clusters) {

    public ArchiveFindings {
        general = List.copyOf(general);
        clusters = List.copyOf(clusters);
    }

    public static ArchiveFindings of(Archive archive) {
        List<ClusterFindings> clusters = new ArrayList<>();
        Set<Finding> placed = new HashSet<>();
        for (Cluster cluster : archive.clusters()) {
            ClusterCheck check = new ClusterCheck(cluster, archive.listedAt());
            archive.findings().stream()
                    .filter(finding -> !placed.contains(finding) && check.concerns(finding))
                    .forEach(finding -> {
                        placed.add(finding);
                        check.add(finding);
                    });
            clusters.add(check.findings());
        }
        List<Weighed> general = archive.findings().stream()
                .filter(finding -> !placed.contains(finding))
                .map(Weighed::free)
                .sorted(FindingOrder.MOST_WEIGHT_FIRST)
                .toList();
        return new ArchiveFindings(archive, general, clusters);
    }

    /** Of one of the archive's own clusters; comparing their content would take as long as judging it. */
    @SuppressWarnings("ReferenceEquality")
    public Optional<ClusterFindings> of(Cluster cluster) {
        return clusters.stream().filter(each -> each.cluster() == cluster).findFirst();
    }

    /** Those of the most weight first. */
    public List<Weighed> all() {
        return Stream.concat(general.stream(), clusters.stream().flatMap(each -> each.findings().stream()))
                .sorted(FindingOrder.MOST_WEIGHT_FIRST)
                .toList();
    }

    /** Empty where nothing was found. */
    public Optional<Severity> worst() {
        return all().stream().map(Weighed::severity).max(Severity::compareTo);
    }
}
