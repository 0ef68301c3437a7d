package dev.walkback.engine.verify;

import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.finding.Finding;
import java.util.ArrayList;
import java.util.List;

/** Names of which only the first few are kept, and all counted. For several threads. */
final class Sample {

    private final List<String> some = new ArrayList<>();
    private long count;

    synchronized void add(String name) {
        count++;
        if (some.size() < FilesMetadata.SOME) {
            some.add(name);
        }
    }

    synchronized long count() {
        return count;
    }

    synchronized boolean isEmpty() {
        return count == 0;
    }

    /** How many, and the first of them. */
    synchronized Finding on(Finding finding) {
        return finding.with("entries", count).with("names", String.join(", ", some));
    }
}
