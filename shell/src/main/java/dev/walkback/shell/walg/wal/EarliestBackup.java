package dev.walkback.shell.walg.wal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where wal-verify's walk ends: at the backup that begins lowest, of those that WAL-G calls correct. One is correct if it lies
 * on the line that the current timeline's history tells, as far as there is a history. Timelines in it are looked up by their
 * numbers, so that of a timeline whose parent is not the one before it, the beginning is not known; that is WAL-G's rule.
 */
public final class EarliestBackup {

    private static final String CHECK = "checkBackupIsCorrect: ";

    private final SegmentGrid grid;
    private final long current;
    private final Map<Long, Long> leftIn;
    private final Consumer<String> warnings;

    /** What is asked of a backup. */
    public record Candidate(String name, String walFileName, boolean permanent) {}

    /** Why no stop segment can be told. */
    public static final class UnknownException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownException(String message) {
            super(message);
        }
    }

    /** A backup and the number of the segment it begins in. */
    public record Start(Candidate backup, long number) {}

    /**
     * @param current the timeline that the server is on
     * @param warnings is told why backups are passed by
     */
    public EarliestBackup(SegmentGrid grid, long current, History history, Consumer<String> warnings) {
        this.grid = grid;
        this.current = current;
        this.leftIn = history.segmentByTimeline(grid);
        this.warnings = warnings;
    }

    /** @throws UnknownException when there is none, or one has no segment in its name */
    public Start among(List<Candidate> backups) throws UnknownException {
        Start earliest = null;
        for (Candidate backup : backups) {
            WalgSegment segment = segment(backup);
            if (backup.permanent()) {
                warn(
                        backup,
                        "backup is permanent, it is not eligible to be selected as the earliest backup for wal-verify.");
            } else if (isCorrect(backup, segment) && (earliest == null || earliest.number() > segment.number())) {
                earliest = new Start(backup, segment.number());
            }
        }
        if (earliest == null) {
            throw new UnknownException("Could not find any correct backup in storage");
        }
        return earliest;
    }

    /** Of one backup that was asked for; it may be permanent. */
    public Start of(Candidate backup) throws UnknownException {
        WalgSegment segment = segment(backup);
        if (!isCorrect(backup, segment)) {
            throw new UnknownException("Backup with specified name \"" + backup.name() + "\" is incorrect");
        }
        return new Start(backup, segment.number());
    }

    private WalgSegment segment(Candidate backup) throws UnknownException {
        Optional<WalgSegment> segment = grid.segment(backup.walFileName());
        return segment.orElseThrow(() -> new UnknownException(grid.whyNot(backup.walFileName())));
    }

    private boolean isCorrect(Candidate backup, WalgSegment start) {
        if (leftIn.isEmpty()) {
            return true;
        }
        Long begun = start.timeline() > 1 ? leftIn.get(start.timeline() - 1) : null;
        if (begun != null && start.number() < begun) {
            return incorrect(
                    backup,
                    "backup start segment number " + start.number()
                            + " is less than the backup timeline start segment number " + begun + ".");
        }
        if (start.timeline() == current) {
            return true;
        }
        Long left = leftIn.get(start.timeline());
        if (left == null) {
            return incorrect(
                    backup,
                    "backup timeline " + start.timeline() + " is not present in .history file and is not current.");
        }
        return start.number() < left
                || incorrect(
                        backup,
                        "backup start segment number " + start.number()
                                + " should be less than the backup timeline end segment number " + left + ".");
    }

    private boolean incorrect(Candidate backup, String why) {
        warn(backup, why);
        return false;
    }

    private void warn(Candidate backup, String why) {
        warnings.accept(CHECK + backup.name() + ": " + why);
    }
}
