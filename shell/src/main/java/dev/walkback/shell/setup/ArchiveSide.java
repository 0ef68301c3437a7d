package dev.walkback.shell.setup;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.WalFile;
import java.util.Optional;

/** What the archive that the server is thought to write to says about it. */
public sealed interface ArchiveSide {

    /** No archive was looked at. */
    record NotAsked() implements ArchiveSide {}

    /** It holds nothing of any server yet. */
    record Empty(String location) implements ArchiveSide {}

    /** It holds others, and not this one. */
    record Others(String location, String identifiers) implements ArchiveSide {}

    record Holds(String location, Cluster cluster) implements ArchiveSide {

        /** Whether the archive has this segment; empty where the name is none of a segment. */
        Optional<Boolean> has(String name) {
            return WalFile.named(name) instanceof WalFile.Whole file
                    ? file.digits().in(cluster.segmentSize()).map(this::has)
                    : Optional.empty();
        }

        private boolean has(Segment segment) {
            return cluster.timeline(segment.timeline())
                    .map(TimelineWal::coverage)
                    .filter(coverage -> coverage.contains(segment))
                    .isPresent();
        }
    }
}
