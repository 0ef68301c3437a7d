package dev.walkback.engine.push.pack;

/**
 * Pages of one file whose checksum is wrong.
 *
 * @param looked whether anybody looked; WAL-G's document tells "none found" from "not looked"
 * @param count of all of them
 * @param some of their numbers within the file, ascending; all of them where that was asked for
 */
public record CorruptPages(boolean looked, long count, long[] some) {

    public static final CorruptPages NOT_LOOKED = new CorruptPages(false, 0, new long[0]);
}
