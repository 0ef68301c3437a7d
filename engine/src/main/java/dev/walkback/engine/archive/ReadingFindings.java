package dev.walkback.engine.archive;

import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import java.util.List;

/** What there is to say of the look itself. */
final class ReadingFindings {

    private ReadingFindings() {}

    static void add(List<Finding> findings, Seen seen, Inventory inventory) {
        seen.troubles()
                .listings()
                .forEach(broken -> findings.add(Finding.of(FindingCode.LISTING_PARTIAL, broken.getKey())
                        .with("why", Troubles.word(broken.getValue()))));
        seen.troubles()
                .documents()
                .forEach(withheld -> findings.add(Finding.of(FindingCode.DOCUMENT_WITHHELD, withheld.getKey())
                        .with("why", Troubles.word(withheld.getValue()))));
        long unknown = inventory.count(Inventory.Kind.UNKNOWN).objects();
        if (unknown > 0) {
            List<String> samples = inventory.samples().getOrDefault(Inventory.Kind.UNKNOWN, List.of());
            findings.add(
                    Finding.of(FindingCode.UNKNOWN_OBJECT, samples.getFirst()).with("objects", unknown));
        }
        if (seen.isNothing() && seen.troubles().none()) {
            findings.add(Finding.of(FindingCode.STORAGE_EMPTY, seen.location().text()));
        }
    }
}
