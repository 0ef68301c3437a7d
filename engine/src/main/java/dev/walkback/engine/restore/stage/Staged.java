package dev.walkback.engine.restore.stage;

import dev.walkback.engine.finding.Finding;
import java.util.List;

/**
 * A stage that is filled.
 *
 * @param fetched how many of its segments were read from the archive this time
 * @param remarks what a person should know of segments that are handed out all the same
 */
public record Staged(WalStage stage, StageManifest manifest, long fetched, List<Finding> remarks) {

    public Staged {
        remarks = List.copyOf(remarks);
    }

    public long files() {
        return manifest.entries().size();
    }

    public long bytes() {
        return manifest.entries().stream().mapToLong(StageManifest.Entry::bytes).sum();
    }
}
