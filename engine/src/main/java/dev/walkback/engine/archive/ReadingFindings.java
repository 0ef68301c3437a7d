package dev.walkback.engine.archive;

import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.storage.ObjectInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What there is to say of the look itself. */
final class ReadingFindings {

    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private ReadingFindings() {}

    static void add(List<Finding> findings, Seen seen, Inventory inventory, Instant now) {
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
        seen.large()
                .forEach(folder -> findings.add(Finding.of(FindingCode.UNKNOWN_OBJECT, folder)
                        .with("why", "it is none of WAL-G's folders, and was not listed to its end")));
        boolean nothing = seen.wal().isEmpty() && seen.backups().backups().isEmpty();
        if (nothing && seen.troubles().none()) {
            findings.add(
                    seen.isNothing()
                            ? Finding.of(
                                    FindingCode.STORAGE_EMPTY, seen.location().text())
                            : notAnArchive(seen));
        }
        addSkew(findings, seen, now);
    }

    private static Finding notAnArchive(Seen seen) {
        Finding finding = Finding.of(FindingCode.NOT_AN_ARCHIVE, seen.location().text());
        return seen.elsewhere().isEmpty() ? finding : finding.with("elsewhere", String.join(", ", seen.elsewhere()));
    }

    /** Times that lie ahead of the clock here: one of the two clocks is wrong, and ages cannot be trusted. */
    private static void addSkew(List<Finding> findings, Seen seen, Instant now) {
        long latest = WalRows.nanos(now.plus(TOLERATED));
        WalRows rows = seen.wal().rows();
        long ahead = 0;
        long newest = Long.MIN_VALUE;
        for (int row = 0; row < rows.count(); row++) {
            newest = Math.max(newest, rows.storedNanos(row));
            ahead += rows.storedNanos(row) > latest ? 1 : 0;
        }
        for (BackupsListing.Listed backup : seen.backups().backups().values()) {
            ObjectInfo sentinel = backup.sentinel();
            if (sentinel != null) {
                newest = Math.max(newest, WalRows.nanos(sentinel.modified()));
                ahead += WalRows.nanos(sentinel.modified()) > latest ? 1 : 0;
            }
        }
        if (ahead > 0) {
            findings.add(Finding.of(FindingCode.CLOCK_SKEW, seen.location().text())
                    .with("objects", ahead)
                    .with("newest", WalShelf.instant(newest))
                    .with("now", now));
        }
    }
}
