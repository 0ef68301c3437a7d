package dev.walkback.engine.archive;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.wal.WalFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Segments worth a look into, when names and documents leave doubts whose WAL it is. A server archives its segments in the order of
 * their numbers, and those of a backup while it is made: where times say otherwise, another server may have written into
 * the same place, or somebody has copied the archive without its times.
 */
final class Doubts {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final int PLACES = 8;

    private final WalRows rows;
    private final List<Backup> backups;

    Doubts(WalRows rows, List<Backup> backups) {
        this.rows = rows;
        this.backups = backups;
    }

    /** Rows on both sides of where the order of times breaks most, and where backups are older than their WAL. */
    int[] rows() {
        NavigableSet<Integer> doubtful = new TreeSet<>();
        for (int row : breaks()) {
            doubtful.add(row - 1);
            doubtful.add(row);
        }
        for (Backup backup : backups.reversed().stream().limit(PLACES).toList()) {
            rowAt(backup)
                    .filter(row -> rows.storedNanos(row) - WalRows.nanos(backup.stored()) > HOUR)
                    .ifPresent(doubtful::add);
        }
        return doubtful.stream().mapToInt(Integer::intValue).toArray();
    }

    private List<Integer> breaks() {
        PriorityQueue<Integer> largest = new PriorityQueue<>(Comparator.comparingLong(this::stepBack));
        for (int row = 1; row < rows.count(); row++) {
            if (stepBack(row) > MINUTE) {
                largest.add(row);
                if (largest.size() > PLACES) {
                    largest.remove();
                }
            }
        }
        return List.copyOf(largest);
    }

    /** By how much a segment was stored before the one that its server wrote before it. */
    private long stepBack(int row) {
        return rows.timeline(row) == rows.timeline(row - 1) ? rows.storedNanos(row - 1) - rows.storedNanos(row) : 0;
    }

    private Optional<Integer> rowAt(Backup backup) {
        Optional<WalFile.Digits> start = backup.name().start();
        return start.map(rows::firstNotBefore)
                .filter(row -> row < rows.count() && rows.digits(row).equals(start.get()));
    }

    /** A few from everywhere: the first and the last of some timelines, and the newest of all. */
    int[] sample() {
        List<Integer> starts = new ArrayList<>();
        int newest = 0;
        for (int row = 0; row < rows.count(); row++) {
            if (row == 0 || rows.timeline(row) != rows.timeline(row - 1)) {
                starts.add(row);
            }
            newest = rows.storedNanos(row) > rows.storedNanos(newest) ? row : newest;
        }
        NavigableSet<Integer> sample = new TreeSet<>();
        int step = Math.max(1, starts.size() / PLACES);
        for (int i = 0; i < starts.size(); i += step) {
            sample.add(starts.get(i));
            sample.add(rows.endOfTimeline(starts.get(i)) - 1);
        }
        if (rows.count() > 0) {
            sample.add(newest);
        }
        return sample.stream().mapToInt(Integer::intValue).toArray();
    }
}
