package dev.walkback.shell.report.archive;

import dev.walkback.engine.recovery.RecoveryWindow.Ending;
import dev.walkback.engine.wal.Segment;

/** Why a window ends, in a few words. */
final class EndingWords {

    private EndingWords() {}

    static String of(Ending ending) {
        return switch (ending) {
            case Ending.Gap gap ->
                "gap " + gap.first().shortName()
                        + (gap.segments() > 1 ? "-" + gap.last().shortName() : "");
            case Ending.ArchiveEnds _ -> "archive ends here (growing)";
            case Ending.TimelineLeft left -> "left at " + left.at() + " for timeline " + left.next();
            case Ending.BranchEnds branch -> "timeline " + branch.timeline() + " was given up";
            case Ending.HistoryMissing missing -> missing.missing().historyName() + " is missing";
        };
    }

    /** One word, where a column has room for no more. */
    static String brief(Ending ending) {
        return switch (ending) {
            case Ending.Gap _ -> "gap";
            case Ending.ArchiveEnds _ -> "growing";
            case Ending.TimelineLeft left -> "to TL " + left.next();
            case Ending.BranchEnds _ -> "given up";
            case Ending.HistoryMissing _ -> "no history";
        };
    }

    /** What stands behind "because". */
    static String sentence(Ending ending) {
        return switch (ending) {
            case Ending.Gap gap ->
                gap.segments() == 1
                        ? "segment " + named(gap.first()) + " is lost"
                        : gap.segments() + " segments are lost, " + named(gap.first()) + " to " + named(gap.last());
            case Ending.ArchiveEnds _ -> "the archive ends here; it grows with the next segment";
            case Ending.TimelineLeft left ->
                "timeline " + left.timeline() + " was left at " + left.at() + " for timeline " + left.next();
            case Ending.BranchEnds branch ->
                "timeline " + branch.timeline() + " was given up; the newest is " + branch.newest();
            case Ending.HistoryMissing missing ->
                missing.missing().historyName() + " is missing, so nobody can say how it goes on";
        };
    }

    private static String named(Segment segment) {
        return segment.shortName();
    }
}
