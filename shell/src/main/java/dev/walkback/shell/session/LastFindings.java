package dev.walkback.shell.session;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.verify.ArchiveFindings;
import org.jspecify.annotations.Nullable;

/**
 * The findings of the archive that was last asked about. An archive never changes, so that they are worked out once however many
 * questions follow: with tens of thousands of timelines or gaps that takes longer than a person cares to wait each time.
 */
final class LastFindings {

    private volatile @Nullable ArchiveFindings last;

    synchronized ArchiveFindings of(Archive archive) {
        ArchiveFindings known = last;
        if (known == null || !isOf(known, archive)) {
            known = ArchiveFindings.of(archive);
            last = known;
        }
        return known;
    }

    /** Null where nobody asked about this archive yet. Never waits for long. */
    @Nullable
    ArchiveFindings known(Archive archive) {
        ArchiveFindings known = last;
        return known != null && isOf(known, archive) ? known : null;
    }

    /** The very same look: comparing the contents of two would cost as much as thinking again. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isOf(ArchiveFindings findings, Archive archive) {
        return findings.archive() == archive;
    }
}
