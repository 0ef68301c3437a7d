package dev.walkback.shell.report.restore;

import dev.walkback.engine.restore.choice.WhyNot;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.report.archive.FindingWording;
import java.util.stream.Collectors;

/** Why a backup is not taken, in a sentence: lower case, no full stop. */
final class WhyNotWords {

    private static final int SHOWN = 2;

    private WhyNotWords() {}

    static String of(WhyNot why) {
        return switch (why) {
            case WhyNot.MoreWork more ->
                "gets there with more work: fetch " + Text.size(more.work().fetchBytes()) + ", replay "
                        + Text.count(more.work().walSegments(), "segment");
            case WhyNot.Older _ -> "is older";
            case WhyNot.NotAsked _ -> "another one was asked for";
            case WhyNot.Excluded excluded -> "was left out with " + excluded.by();
            case WhyNot.Damaged damaged ->
                damaged.findings().stream().limit(SHOWN).map(FindingWording::of).collect(Collectors.joining("; "))
                        + (damaged.findings().size() > SHOWN ? "; and more" : "");
            case WhyNot.FinishesLater later -> "ends at " + later.finish() + ", after the moment";
            case WhyNot.BeganBefore began ->
                "the transaction had its number before: the backup knows of all below " + began.nextXid();
            case WhyNot.NotAChild child ->
                "timeline " + child.timeline() + " does not descend from it: "
                        + (child.left() == null
                                ? "it never was on timeline " + child.ofBackup()
                                : "it left timeline " + child.ofBackup() + " at " + child.left()
                                        + ", before the backup ended");
            case WhyNot.HistoryMissing missing ->
                missing.timeline().historyName()
                        + " is missing, so nobody can say whether that timeline descends from it";
            case WhyNot.Gap gap ->
                "replay stops at " + gap.reaches() + ": segment " + gap.first().shortName() + " is missing";
            case WhyNot.WalEnds ends -> "its WAL ends at " + ends.reaches() + ", before the moment";
        };
    }
}
