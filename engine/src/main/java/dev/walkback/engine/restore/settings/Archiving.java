package dev.walkback.engine.restore.settings;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a server that was restored may write into an archive again. Two timelines of one number spoil each other's WAL for good, and a server
 * that was promoted while it could not archive has asked nobody whether its number is free.
 */
public sealed interface Archiving {

    /** States of a recovery that has not ended. */
    Set<PgControl.State> UNDER_WAY = Set.of(PgControl.State.IN_ARCHIVE_RECOVERY, PgControl.State.SHUT_DOWN_IN_RECOVERY);

    /** The archive has nothing of its timeline. */
    record Free(Timeline timeline) implements Archiving {}

    /** What the archive has of its timeline is the server's own: it has archived before. */
    record Own(Timeline timeline) implements Archiving {}

    /**
     * The number is another's.
     *
     * @param theirs where the archive's comes from, if it tells
     * @param ours where the server's comes from, if it tells
     * @param segments that the archive holds of it
     */
    record Taken(Timeline timeline, Optional<TimelineHistory> theirs, Optional<TimelineHistory> ours, long segments)
            implements Archiving {}

    /** It still recovers, or has not begun to: it has no timeline of its own. */
    record NotPromoted() implements Archiving {}

    /** The archive is another system's. */
    record Foreign(SystemIdentifier server, SystemIdentifier archive) implements Archiving {}

    /** The directory does not say what it is. */
    record Unknown() implements Archiving {}

    static Archiving of(DataDirectory directory, Cluster cluster) {
        Optional<OwnTimeline> own = OwnTimeline.look(directory);
        if (own.isEmpty()) {
            return new Unknown();
        }
        if (recovers(directory)) {
            return new NotPromoted();
        }
        SystemIdentifier system = directory.control().optional().orElseThrow().systemIdentifier();
        SystemIdentifier archive = cluster.identifier();
        if (archive != null && !archive.equals(system)) {
            return new Foreign(system, archive);
        }
        Timeline timeline = own.get().timeline();
        Optional<TimelineWal> there = cluster.timeline(timeline);
        if (there.isEmpty()) {
            return new Free(timeline);
        }
        Optional<TimelineHistory> theirs = there.get().history().optional();
        Optional<TimelineHistory> ours = own.get().history();
        boolean same = theirs.isPresent() && ours.isPresent() && comesFromTheSame(theirs.get(), ours.get());
        return same
                ? new Own(timeline)
                : new Taken(timeline, theirs, ours, there.get().segments().count());
    }

    /** Whether its recovery is still to begin, or has not ended, whether or not a signal says so. */
    static boolean recovers(DataDirectory directory) {
        return directory.recoversFromArchive()
                || directory.has(DataDirectory.Mark.BACKUP_LABEL)
                || directory
                        .control()
                        .optional()
                        .map(PgControl::state)
                        .filter(UNDER_WAY::contains)
                        .isPresent();
    }

    private static boolean comesFromTheSame(TimelineHistory one, TimelineHistory other) {
        // the reason has the server's own words, and the time of its promotion among them
        return one.switches().equals(other.switches());
    }
}
