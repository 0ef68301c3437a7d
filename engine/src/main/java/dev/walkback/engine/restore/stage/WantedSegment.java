package dev.walkback.engine.restore.stage;

import dev.walkback.engine.archive.WalShelf;
import dev.walkback.engine.wal.Segment;
import java.util.List;

/**
 * A segment that a route needs, and where it is to be had.
 *
 * @param copies objects that hold it, of which one that is sound is enough; empty for one that is only there as {@code .partial}
 * @param ending whether it may end before its last byte: nothing was ever written after it on its timeline
 */
public record WantedSegment(Segment segment, List<WalShelf.Stored> copies, boolean ending) {

    public WantedSegment {
        copies = List.copyOf(copies);
    }

    /** Whether it was left half way, and never stored whole. */
    public boolean isPartial() {
        return copies.isEmpty();
    }

    long storedBytes() {
        return copies.stream().mapToLong(WalShelf.Stored::bytes).max().orElse(0);
    }
}
