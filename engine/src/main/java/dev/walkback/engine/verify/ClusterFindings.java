package dev.walkback.engine.verify;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.recovery.RecoveryWindows;
import java.util.List;

/**
 * What is wrong with one cluster's history in an archive.
 *
 * @param findings those of the most weight first, else in the order of the history
 */
public record ClusterFindings(Cluster cluster, RecoveryWindows windows, List<Weighed> findings) {

    public ClusterFindings {
        findings = List.copyOf(findings);
    }
}
