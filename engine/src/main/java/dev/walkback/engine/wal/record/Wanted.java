package dev.walkback.engine.wal.record;

/**
 * What of a record's content is to be held, asked when its headers are known and before the content has passed. A record may have a
 * gigabyte of content, so only what is asked for is ever in memory.
 */
@FunctionalInterface
public interface Wanted {

    /** Headers and block references alone. */
    Wanted NOTHING = (record, part, block, length) -> 0;

    /** For the small and the trusted: a record of any length is held whole. */
    Wanted ALL = (record, part, block, length) -> length;

    /** What a record's content consists of, in this order but for the blocks' taking turns. */
    enum Part {
        /** A copy of a page, perhaps compressed. */
        IMAGE,
        /** What belongs to one block. */
        DATA,
        /** What belongs to the record as such. */
        MAIN
    }

    /**
     * @param record whose headers can be asked, and whose content cannot
     * @param block which of its block references, counted from 0; -1 for the main data
     * @param length of this part
     * @return how many of its first bytes are to be held
     */
    int bytes(WalRecord record, Part part, int block, int length);
}
