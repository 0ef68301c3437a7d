package dev.walkback.engine.archive;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.WalFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which sizes of segments an archive's own words leave possible. A backup's name is that of the segment that its start lies in, so
 * name and position together leave one size, except near the beginning of a log.
 *
 * <p>Evidence against all that was still possible is not taken: it speaks of something else.
 */
final class SizeEvidence {

    private List<SegmentSize> possible = all();

    private static List<SegmentSize> all() {
        List<SegmentSize> all = new ArrayList<>();
        for (long bytes = SegmentSize.SMALLEST; bytes <= SegmentSize.LARGEST; bytes <<= 1) {
            all.add(new SegmentSize((int) bytes));
        }
        return all;
    }

    /** @return whether it fits what was known before */
    boolean told(SegmentSize size) {
        return keep(size::equals);
    }

    /** A standby's backup is named by the segment of the byte before its start. */
    boolean backup(WalFile.Digits name, Lsn start) {
        return keep(size -> name.in(size)
                .filter(named -> named.number() == size.numberOf(start) || named.number() == size.numberBefore(start))
                .isPresent());
    }

    boolean backup(Backup backup) {
        return backup.name()
                .start()
                .flatMap(name -> backup.start().map(start -> backup(name, start)))
                .orElse(true);
    }

    /** The third group of a name is less than the number of segments in a log. */
    boolean withinLog(long group) {
        return keep(size -> group < size.segmentsPerLog());
    }

    /** Something begins so many bytes into its segment. */
    boolean offset(long bytes) {
        return keep(size -> bytes < size.bytes());
    }

    private boolean keep(Predicate<SegmentSize> fits) {
        List<SegmentSize> left = possible.stream().filter(fits).toList();
        if (!left.isEmpty()) {
            possible = left;
        }
        return !left.isEmpty();
    }

    Optional<SegmentSize> certain() {
        return possible.size() == 1 ? Optional.of(possible.getFirst()) : Optional.empty();
    }

    /** The usual size as long as nothing speaks against it, else the largest that is left. */
    SegmentSize likely() {
        return possible.contains(SegmentSize.USUAL) ? SegmentSize.USUAL : possible.getLast();
    }
}
