package dev.walkback.engine.push.delta;

import java.util.List;

/**
 * The pages of a file that go into a delta.
 *
 * @param fileBytes how large the file was, in whole pages
 * @param numbers ascending
 * @param contents of each, where they were few enough to be kept; else empty, and they are read again
 */
record FoundPages(long fileBytes, int[] numbers, List<byte[]> contents) {

    boolean areKept() {
        return contents.size() == numbers.length;
    }
}
