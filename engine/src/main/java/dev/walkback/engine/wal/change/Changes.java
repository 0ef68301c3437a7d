package dev.walkback.engine.wal.change;

import dev.walkback.engine.push.ChangedPages;
import java.util.List;

/**
 * What is known of the pages that changed, and how it came to be known.
 *
 * @param pages {@link ChangedPages#UNKNOWN} where nothing is
 * @param doubts why a way that was wanted did not lead there, in the order in which they were tried; there may be some although
 *     another way did
 * @param bytesRead of maps, summaries and WAL, as they were stored or lay on the disk
 * @param segments how many segments of WAL were read through, {@code maps} how many stored maps, {@code summaries} of the server's
 */
public record Changes(
        ChangedPages pages, Basis basis, List<Doubt> doubts, long bytesRead, int segments, int maps, int summaries) {

    /** What the answer stands on. */
    public enum Basis {
        /** Nothing was asked for, or nothing can be known: pages have to be read. */
        READING,
        /** The server's own summaries. */
        SUMMARIES,
        /** WAL, by stored maps or record by record. */
        WAL
    }

    /**
     * A reason why a way is barred.
     *
     * @param subject the file, object or position that it is about; empty where it is about all
     */
    public record Doubt(Kind kind, String subject) {

        /** What is not as it would have to be. */
        public enum Kind {
            /** The parent is no part of the past of what is backed up. */
            ANOTHER_PAST,
            /** The server keeps no summaries, or not where we can read them. */
            NO_SUMMARIES,
            /** No summary covers this position. */
            SUMMARY_MISSING,
            /** A summary is not what a server writes. */
            SUMMARY_DAMAGED,
            /** This segment is neither in the archive nor on the server. */
            WAL_MISSING,
            /** WAL ends or is damaged here, before the new backup's start. */
            WAL_ENDS,
            /** The server wrote less than what happened from here on: {@code wal_level} was minimal. */
            WAL_MINIMAL,
            /** Something happened here that block references do not tell. */
            UNTRACED
        }
    }

    public Changes {
        doubts = List.copyOf(doubts);
    }

    static Changes none(List<Doubt> doubts) {
        return new Changes(ChangedPages.UNKNOWN, Basis.READING, doubts, 0, 0, 0, 0);
    }

    public boolean areKnown() {
        return basis != Basis.READING;
    }
}
