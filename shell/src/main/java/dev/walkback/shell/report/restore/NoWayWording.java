package dev.walkback.shell.report.restore;

import dev.walkback.engine.recovery.Bound;
import dev.walkback.engine.restore.choice.Alternative;
import dev.walkback.engine.restore.choice.NoWay;
import dev.walkback.engine.restore.choice.WhyNot;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.report.archive.FindingWording;
import dev.walkback.shell.report.archive.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** That a moment cannot be reached, why, and which can. */
public final class NoWayWording {

    private final NoWay noWay;
    private final View view;
    private final Function<String, String> retyped;
    private final List<Suggestion> tries = new ArrayList<>();

    /** @param retyped makes the whole command again, with these options for the moment and the backup instead */
    public NoWayWording(NoWay noWay, View view, Function<String, String> retyped) {
        this.noWay = noWay;
        this.view = view;
        this.retyped = retyped;
    }

    public Problem problem() {
        Alternative nearest = noWay.nearest();
        String what = MomentWords.of(noWay.aim().target()) + " cannot be reached"
                + (noWay.timeline() == null ? "" : " on timeline " + noWay.timeline());
        if (nearest == null) {
            return new Problem(
                    ErrorCode.NO_BACKUP,
                    what,
                    "the archive has no backup to start from",
                    List.of(Suggestion.command("archive show" + view.again(), "what it holds")));
        }
        if (!(nearest.why() instanceof WhyNot.BeganBefore)) {
            suggestMoments();
        }
        return switch (nearest.why()) {
            case WhyNot.Gap gap -> {
                tries.add(Suggestion.command("wal show" + view.again(), "look at the gap"));
                yield new Problem(ErrorCode.GAP_IN_ROUTE, what, gap(gap), tries);
            }
            case WhyNot.WalEnds ends ->
                new Problem(
                        ErrorCode.TARGET_AFTER_WAL,
                        what,
                        "the WAL of this timeline ends at " + ends.reaches() + about(noWay.before())
                                + "; what was not archived cannot be replayed",
                        tries);
            case WhyNot.FinishesLater later ->
                new Problem(
                        ErrorCode.TARGET_BEFORE_BACKUP,
                        what,
                        "a backup has to end before the moment, and "
                                + view.brief(nearest.backup().name()) + ", the first that can be used, ends at "
                                + later.finish() + about(noWay.after()),
                        tries);
            case WhyNot.BeganBefore began -> {
                tries.add(Suggestion.command(
                        retyped.apply(MomentWords.typed(noWay.aim().target()) + " --backup="
                                + ShellWord.quoted(nearest.backup().name().text())),
                        "all the same, if it ended late"));
                yield new Problem(
                        ErrorCode.TARGET_BEFORE_BACKUP,
                        what,
                        "it had its number before every backup that could be used: "
                                + view.brief(nearest.backup().name())
                                + " knows of all below " + began.nextXid()
                                + ", and a transaction that ended before a backup cannot be stopped at",
                        tries);
            }
            case WhyNot.NotAChild child ->
                new Problem(
                        ErrorCode.TIMELINE_NOT_A_CHILD,
                        what,
                        "timeline " + child.timeline() + " does not descend from where "
                                + view.brief(nearest.backup().name()) + " was made: "
                                + (child.left() == null
                                        ? "it never was on timeline " + child.ofBackup()
                                        : "it left timeline " + child.ofBackup() + " at " + child.left()
                                                + ", before the backup ended")
                                + "; a server would not start",
                        tries);
            case WhyNot.HistoryMissing missing ->
                new Problem(
                        ErrorCode.ROUTE_WITHOUT_HISTORY,
                        what,
                        missing.timeline().historyName()
                                + " is not in the archive: a server asks for it and does not start without",
                        tries);
            case WhyNot.Damaged damaged -> damaged(what, nearest, damaged);
            case WhyNot.Excluded _, WhyNot.NotAsked _, WhyNot.MoreWork _, WhyNot.Older _ ->
                new Problem(ErrorCode.NO_BACKUP, what, "no backup is left: " + WhyNotWords.of(nearest.why()), tries);
        };
    }

    private String gap(WhyNot.Gap gap) {
        NoWay.Nearest after = noWay.after();
        return "WAL segment " + gap.first().shortName() + " is not in the archive; replay stops at " + gap.reaches()
                + about(noWay.before())
                + (after == null
                        ? ", and no later backup leads on"
                        : ", and the next backup ends at " + after.moment().lsn() + about(after));
    }

    private Problem damaged(String what, Alternative nearest, WhyNot.Damaged damaged) {
        boolean chain = damaged.findings().stream().anyMatch(finding -> switch (finding.code()) {
            case PARENT_MISSING, PARENT_FOREIGN, CHAIN_BROKEN -> true;
            default -> false;
        });
        boolean wal = damaged.findings().stream().anyMatch(finding -> switch (finding.code()) {
            case BACKUP_WAL_MISSING, BACKUP_WAL_TO_COME -> true;
            default -> false;
        });
        ErrorCode code =
                chain ? ErrorCode.BACKUP_CHAIN_BROKEN : wal ? ErrorCode.GAP_IN_ROUTE : ErrorCode.BACKUP_DAMAGED;
        tries.add(Suggestion.command(
                "backup verify" + view.again() + " "
                        + ShellWord.quoted(nearest.backup().name().text()),
                "what is wrong with it"));
        return new Problem(
                code,
                what,
                view.brief(nearest.backup().name()) + " cannot be restored: "
                        + FindingWording.of(damaged.findings().getFirst()),
                tries);
    }

    private void suggestMoments() {
        NoWay.Nearest before = noWay.before();
        if (before != null) {
            tries.add(Suggestion.command(
                    retyped.apply("--latest --backup="
                            + ShellWord.quoted(before.backup().text())
                            + " --timeline=" + noWay.timeline()),
                    "the last moment before it"));
        }
        NoWay.Nearest after = noWay.after();
        if (after != null) {
            tries.add(Suggestion.command(
                    retyped.apply("--immediate --backup="
                            + ShellWord.quoted(after.backup().text())
                            + (noWay.aim().timeline() == null ? "" : " --timeline=" + noWay.timeline())),
                    "the first moment after it"));
        }
        for (Timeline timeline : noWay.elsewhere()) {
            tries.add(Suggestion.command(
                    retyped.apply(MomentWords.typed(noWay.aim().target())
                            + (noWay.aim().backup() == null
                                    ? ""
                                    : " --backup=" + noWay.aim().backup())
                            + " --timeline=" + timeline),
                    "on timeline " + timeline + " it can"));
        }
    }

    private static String about(NoWay.@Nullable Nearest nearest) {
        Bound moment = nearest == null ? null : nearest.moment();
        return moment == null || moment.about() == null ? "" : ", about " + Text.time(moment.about());
    }
}
