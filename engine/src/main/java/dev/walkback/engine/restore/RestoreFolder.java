package dev.walkback.engine.restore;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a restore keeps in its data directory while it is under way: its plan, its journal, and what a later run needs to go on. The
 * directory can be moved and its machine restarted, and the same command still goes on. PostgreSQL does not mind the folder.
 */
public record RestoreFolder(Path data) {

    public static final String NAME = "walkback.restore";

    public Path path() {
        return data.resolve(NAME);
    }

    /** What was asked and decided, as JSON. */
    public Path plan() {
        return path().resolve("plan.json");
    }

    /** What was done, as every journal tells it. */
    public Path journal() {
        return path().resolve("journal.jsonl");
    }

    /** Which pages the parts that are fetched have brought. */
    public Path pages() {
        return path().resolve("pages");
    }

    public boolean exists() {
        return Files.isDirectory(path());
    }
}
