package dev.walkback.engine.verify;

import dev.walkback.engine.finding.Finding;
import java.util.List;

/**
 * What reading the content of WAL brought to light.
 *
 * @param objects how many were to be looked at; a segment that is stored twice counts twice
 * @param read how many of them were read now
 * @param remembered how many had been read before and have not changed since
 * @param storedBytes of what was read now
 * @param plainBytes the same, decoded
 * @param findings in the order of the segments; no more than {@link #MOST_FINDINGS}
 * @param furtherFindings how many more there were
 */
public record WalContentReport(
        long objects,
        long read,
        long remembered,
        long storedBytes,
        long plainBytes,
        List<Finding> findings,
        long furtherFindings) {

    /** An archive that is all wrong must not fill the memory with words about it. */
    public static final int MOST_FINDINGS = 1000;

    public WalContentReport {
        findings = List.copyOf(findings);
    }
}
