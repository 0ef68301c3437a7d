package dev.walkback.engine.wal.change;

import dev.walkback.engine.push.DeltaWish;
import java.util.List;

/**
 * Finds out which pages changed between two backups without reading them. An answer names every page that may differ: a page that is
 * not in it is, for certain, what it was. Where that cannot be promised the answer is that nothing is known.
 *
 * <p>A file of which nothing is listed did not change but for its size: it may have grown by pages of zeros, which nobody logs.
 */
public final class ChangedPagesSource {

    private ChangedPagesSource() {}

    /** Never fails for what it finds or does not find; only the storage itself can fail it. */
    public static Changes of(ChangesRequest request) {
        if (request.wish() == DeltaWish.Changes.BY_READING) {
            return Changes.none(List.of());
        }
        if (!request.line().contains(request.parent(), request.parentFinish())) {
            return Changes.none(List.of(new Changes.Doubt(
                    Changes.Doubt.Kind.ANOTHER_PAST, request.parent().toString())));
        }
        return Changes.none(List.of());
    }
}
