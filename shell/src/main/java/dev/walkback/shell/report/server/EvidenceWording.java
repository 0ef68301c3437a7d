package dev.walkback.shell.report.server;

import dev.walkback.engine.server.log.Evidence;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import java.util.List;
import java.util.stream.Collectors;

/** What an archive says to a message, in a sentence. */
final class EvidenceWording {

    private EvidenceWording() {}

    static String of(Evidence evidence) {
        return switch (evidence) {
            case Evidence.Stored stored -> stored(stored);
            case Evidence.History(Timeline timeline, boolean there) ->
                there
                        ? "The archive has " + timeline.historyName() + "."
                        : timeline.equals(Timeline.FIRST)
                                ? "The archive has no " + timeline.historyName()
                                        + ", and there never is one: nothing is wrong."
                                : "The archive has no " + timeline.historyName() + ".";
            case Evidence.Fork fork ->
                "Timeline " + fork.timeline() + " begins on timeline " + fork.parent() + " at " + fork.at() + ".";
            case Evidence.TimelineUnknown(Timeline timeline, List<Timeline> known) ->
                "The archive knows no timeline " + timeline + "; it has " + timelines(known) + ".";
            case Evidence.Position position ->
                position.in().isEmpty()
                        ? "The archive has no segment that holds " + position.lsn() + "."
                        : position.lsn() + " lies in " + segments(position.in()) + ", which the archive has.";
            case Evidence.WalEnds ends ->
                "WAL of timeline " + ends.timeline() + " ends with "
                        + ends.last().shortName()
                        + (ends.gaps() == 0
                                ? ", without a gap."
                                : ends.gaps() == 1
                                        ? ", with a gap before it."
                                        : ", with " + ends.gaps() + " gaps before it.");
            case Evidence.Identity identity ->
                "The archive is of " + identity.archive()
                        + (identity.met() == null
                                ? "."
                                : identity.archive().equals(identity.met())
                                        ? ", which is what was met: the directory is the stranger."
                                        : ", and what was met is of " + identity.met() + ".");
            case Evidence.NextTimeline next ->
                "The archive knows timelines up to " + (next.next().number() - 1) + ": " + next.next()
                        + " is free in it.";
        };
    }

    private static String stored(Evidence.Stored stored) {
        Segment segment = stored.segment();
        if (stored.there()) {
            return "The archive has " + segment.shortName() + ".";
        }
        String others = stored.elsewhere().isEmpty()
                ? ""
                : " The segment of that number is there on " + timelines(stored.elsewhere()) + ".";
        Segment ends = stored.walEnds();
        if (ends == null) {
            return "The archive has no WAL of timeline " + segment.timeline() + "." + others;
        }
        return "The archive has no " + segment.shortName()
                + (ends.compareTo(segment) < 0
                        ? ": WAL of its timeline ends with " + ends.shortName() + "."
                        : ", though WAL of its timeline goes on to " + ends.shortName() + ": a gap.")
                + others;
    }

    private static String timelines(List<Timeline> timelines) {
        return (timelines.size() == 1 ? "timeline " : "timelines ")
                + timelines.stream().map(Timeline::toString).collect(Collectors.joining(", "));
    }

    private static String segments(List<Segment> segments) {
        return segments.stream().map(Segment::shortName).collect(Collectors.joining(" and "));
    }
}
