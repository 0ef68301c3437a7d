package dev.walkback.storage;

import java.util.List;

/**
 * What became of a deletion.
 *
 * @param removed how many of the keys are gone now, those included that were not there
 * @param failed the ones that are still there
 */
public record Deletion(int removed, List<Failure> failed) {

    public Deletion {
        failed = List.copyOf(failed);
    }

    public record Failure(String key, String why) {}
}
