package dev.walkback.engine.archive;

import dev.walkback.engine.backup.Document;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.storage.ObjectInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an archive holds of one timeline's WAL.
 *
 * @param history where it comes from; absent and not to be missed for the first timeline
 * @param coverage of whole segments that can be of use: an empty object does not count
 * @param historyObject that holds the history; null where there is none
 * @param partials last segments that were left half way
 */
public record TimelineWal(
        Timeline timeline,
        Document<TimelineHistory> history,
        @Nullable ObjectInfo historyObject,
        Coverage coverage,
        WalShelf segments,
        List<Segment> partials,
        List<WalFile.BackupHistory> backupHistories,
        List<Segment> deltaMaps) {

    public TimelineWal {
        partials = List.copyOf(partials);
        backupHistories = List.copyOf(backupHistories);
        deltaMaps = List.copyOf(deltaMaps);
    }

    /** The same objects, of which others turned out to be of use. */
    public TimelineWal covering(Coverage useful) {
        return new TimelineWal(
                timeline, history, historyObject, useful, segments, partials, backupHistories, deltaMaps);
    }
}
