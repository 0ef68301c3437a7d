package dev.walkback.engine.recovery;

import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.archive.WalShelf;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When a position was written, about: a segment is stored soon after its last byte. */
final class StoredTimes {

    private final SegmentSize size;

    StoredTimes(SegmentSize size) {
        this.size = size;
    }

    Bound bound(Branch branch, Lsn moment) {
        return bound(branch, moment, at(branch, moment).orElse(null));
    }

    Bound bound(Branch branch, Lsn moment, @Nullable Instant about) {
        return new Bound(branch.timeline(), moment, Segment.before(branch.timeline(), moment, size), about);
    }

    /** Of a backup's finish, which it tells itself; else its sentinel was stored soon after. */
    Bound finish(Branch branch, Restorability.Restorable backup) {
        return bound(
                branch,
                backup.finish(),
                backup.backup().finishTime().orElse(backup.backup().stored()));
    }

    /** Of a switch point: the parent's file may have gone on for long, or the child's; what was stored first was nearer. */
    Bound fork(Branch branch, Lsn moment, Branch other) {
        Optional<Instant> ours = at(branch, moment);
        Optional<Instant> others = stored(other, size.numberOf(moment));
        Instant about = Stream.of(ours, others)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return bound(branch, moment, about);
    }

    private Optional<Instant> at(Branch branch, Lsn moment) {
        return stored(branch, size.numberBefore(moment));
    }

    private Optional<Instant> stored(Branch branch, long number) {
        TimelineWal wal = branch.wal();
        return wal == null
                ? Optional.empty()
                : wal.segments().of(new Segment(branch.timeline(), number, size)).stream()
                        .map(WalShelf.Stored::stored)
                        .min(Comparator.naturalOrder());
    }
}
