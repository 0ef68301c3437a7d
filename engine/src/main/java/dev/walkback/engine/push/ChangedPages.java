package dev.walkback.engine.push;

import dev.walkback.engine.backup.RelationFile;

/** What is known, before a file is read, of which of its pages changed since the parent: from WAL, or from the server's summaries of it. */
public interface ChangedPages {

    /** Nothing is known of any file: pages tell by their own positions. */
    ChangedPages UNKNOWN = (tablespace, database, file) -> Known.NOTHING;

    /**
     * @param tablespace 1663 for the default one, 1664 for the one of shared relations
     * @param database 0 for shared relations
     */
    Known of(long tablespace, long database, RelationFile file);

    /** Of one file. */
    sealed interface Known {

        /** It has to be read to be known. */
        Known NOTHING = new Nothing();

        /** The whole file is to be taken: it was made, truncated or rewritten since. */
        Known ALL = new All();

        record Nothing() implements Known {}

        record All() implements Known {}

        /**
         * Just these, counted within this file of a gigabyte, ascending; pages beyond the file's end are of no account.
         */
        record Pages(int[] numbers) implements Known {}
    }
}
