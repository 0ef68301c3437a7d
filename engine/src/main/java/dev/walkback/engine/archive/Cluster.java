package dev.walkback.engine.archive;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL instance's history, as far as the archive holds it.
 *
 * @param identifier null where nothing in the archive tells
 * @param segmentSizeIsKnown false when nothing tells and {@link SegmentSize#USUAL} was taken
 * @param pgVersion of the newest backup, else of the WAL; null where nothing tells
 * @param timelines ascending
 * @param backups in the order they were made: by start time where it is known, else as stored
 */
public record Cluster(
        @Nullable SystemIdentifier identifier,
        SegmentSize segmentSize,
        boolean segmentSizeIsKnown,
        @Nullable PgVersion pgVersion,
        List<TimelineWal> timelines,
        List<Backup> backups) {

    public Cluster {
        timelines = List.copyOf(timelines);
        for (int i = 1; i < timelines.size(); i++) {
            if (timelines.get(i - 1).timeline().compareTo(timelines.get(i).timeline()) >= 0) {
                throw new IllegalArgumentException(
                        "timelines must ascend: " + timelines.get(i).timeline());
            }
        }
        backups = List.copyOf(backups);
    }

    /** Found by halving, since there may be tens of thousands. */
    public Optional<TimelineWal> timeline(Timeline timeline) {
        int low = 0;
        int high = timelines.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = timelines.get(middle).timeline().compareTo(timeline);
            if (order == 0) {
                return Optional.of(timelines.get(middle));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    public Optional<Backup> backup(BackupName name) {
        return backups.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
