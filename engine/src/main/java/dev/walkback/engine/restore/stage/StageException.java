package dev.walkback.engine.restore.stage;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import java.nio.file.Path;
import java.util.List;

/** Why WAL could not be staged. Then there is no manifest of it, and a server that asks is told to stop. */
public abstract sealed class StageException extends RuntimeException {

    private StageException(String message) {
        super(message);
    }

    /** The route has a gap. */
    public static final class Unreachable extends StageException {

        private final Segment missing;

        Unreachable(Segment missing) {
            super(missing + " is not in the archive");
            this.missing = missing;
        }

        public Segment missing() {
            return missing;
        }
    }

    /** No stored copy of a segment is what it must be, or the segments do not go on where the ones before them end. */
    public static final class Unsound extends StageException {

        private final List<Finding> findings;

        Unsound(List<Finding> findings) {
            super("unsound: " + findings);
            this.findings = List.copyOf(findings);
        }

        /** What is wrong, the first of the route first. */
        public List<Finding> findings() {
            return findings;
        }
    }

    /** The history of the timeline that is to be reached cannot be had, and without it no server goes there. */
    public static final class NoHistory extends StageException {

        private final Timeline timeline;
        private final String why;

        NoHistory(Timeline timeline, String why) {
            super(timeline.historyName() + ": " + why);
            this.timeline = timeline;
            this.why = why;
        }

        public Timeline timeline() {
            return timeline;
        }

        public String why() {
            return why;
        }
    }

    /** The file system of the stage has too little room. */
    public static final class NoRoom extends StageException {

        private final Path folder;
        private final long needed;
        private final long free;

        NoRoom(Path folder, long needed, long free) {
            super(folder + " needs " + needed + " bytes and has " + free);
            this.folder = folder;
            this.needed = needed;
            this.free = free;
        }

        public Path folder() {
            return folder;
        }

        public long needed() {
            return needed;
        }

        public long free() {
            return free;
        }
    }

    /** The folder holds the WAL of another system. */
    public static final class Taken extends StageException {

        private final Path folder;
        private final SystemIdentifier by;

        Taken(Path folder, SystemIdentifier by) {
            super(folder + " holds the WAL of " + by);
            this.folder = folder;
            this.by = by;
        }

        public Path folder() {
            return folder;
        }

        public SystemIdentifier by() {
            return by;
        }
    }

    /** The server's user could not use the folder from where it is. */
    public static final class NoSuchOwner extends StageException {

        private final String owner;

        NoSuchOwner(String owner) {
            super("there is no " + owner);
            this.owner = owner;
        }

        public String owner() {
            return owner;
        }
    }
}
