package dev.walkback.engine.server.log;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an archive says to a message that a server logged. */
public sealed interface Evidence {

    /**
     * Whether it holds a segment that the message names.
     *
     * @param walEnds the last segment of that timeline; null where it has none of it
     * @param elsewhere timelines that have the segment of this number
     */
    record Stored(Segment segment, boolean there, @Nullable Segment walEnds, List<Timeline> elsewhere)
            implements Evidence {

        public Stored {
            elsewhere = List.copyOf(elsewhere);
        }
    }

    /** Whether it holds a timeline's history file. */
    record History(Timeline timeline, boolean there) implements Evidence {}

    /** Where a timeline begins; told for one that the message names. */
    record Fork(Timeline timeline, Timeline parent, Lsn at) implements Evidence {}

    /** No WAL, no history and no backup names a timeline. */
    record TimelineUnknown(Timeline timeline, List<Timeline> known) implements Evidence {

        public TimelineUnknown {
            known = List.copyOf(known);
        }
    }

    /**
     * The segments that hold a position.
     *
     * @param in each timeline that has the segment; empty where none does
     */
    record Position(Lsn lsn, List<Segment> in) implements Evidence {

        public Position {
            in = List.copyOf(in);
        }
    }

    /** How far the WAL of a timeline goes. */
    record WalEnds(Timeline timeline, Segment last, int gaps) implements Evidence {}

    /** Whose archive it is, against whose WAL or data the server met. */
    record Identity(SystemIdentifier archive, @Nullable SystemIdentifier met) implements Evidence {}

    /** The number that a promotion takes next, as the archive knows it. */
    record NextTimeline(Timeline next) implements Evidence {}
}
