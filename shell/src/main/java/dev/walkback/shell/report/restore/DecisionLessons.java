package dev.walkback.shell.report.restore;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.choice.Alternative;
import dev.walkback.engine.restore.choice.Certainty;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.choice.WhyNot;
import dev.walkback.engine.wal.Route;
import dev.walkback.engine.wal.Segment;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.report.archive.BriefNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** The first three steps: nothing is done in them but deciding. */
final class DecisionLessons {

    private static final String NOTHING_YET = "nothing has happened yet.";

    private final RestorePlan plan;
    private final Decision decision;
    private final BriefNames names;

    DecisionLessons(RestorePlan plan) {
        this.plan = plan;
        this.decision = plan.decision();
        this.names = new BriefNames(plan.segmentSize());
    }

    Lesson moment() {
        SequencedMap<String, Object> figures = new LinkedHashMap<>();
        figures.put("target", plan.target().word());
        figures.put("moment", MomentWords.of(plan.target()));
        figures.put("timeline", plan.timeline().number());
        figures.put("certainty", decision.certainty().word());
        return new Lesson(
                Phase.MOMENT,
                "You go back to " + MomentWords.of(plan.target()) + ", on timeline " + plan.timeline() + "."
                        + certainty(),
                List.of(
                        Lesson.Line.command(
                                "restore plan --time '2026-03-14 14:31:05.220481Z'", "by when it committed"),
                        Lesson.Line.command("restore plan --xid 48291033 --exclusive", "before a transaction"),
                        Lesson.Line.command("restore plan --lsn 1/0B2F2298", "by a position in WAL"),
                        Lesson.Line.command("restore plan --name before_release_42", "by a named restore point")),
                "A moment is a time, a transaction, a position in the WAL, or a named restore point. Times are when "
                        + "transactions COMMITTED. Exact is better than early: stopping just before one transaction keeps "
                        + "everything else. Another moment is another plan; the lines above are examples.",
                MomentWords.risk(plan.target()),
                NOTHING_YET,
                figures);
    }

    private String certainty() {
        return decision.certainty() == Certainty.EXACT || decision.place() != null
                ? ""
                : decision.certainty() == Certainty.BY_STORED_TIMES
                        ? " Where that lies in the WAL was told by when segments were stored: nobody has read the commit times."
                        : " Nobody has looked where that lies in the WAL: it is taken to be on the route.";
    }

    Lesson backup() {
        long able =
                1 + decision.others().stream().filter(DecisionLessons::isAble).count();
        int all = 1 + decision.others().size();
        List<Backup> chain = plan.chain().members();
        String way = chain.size() == 1
                ? names.of(chain.getLast().name()) + " (full)"
                : names.of(chain.getLast().name()) + " (delta) with its chain "
                        + names(chain.subList(0, chain.size() - 1));
        SequencedMap<String, Object> figures = new LinkedHashMap<>();
        figures.put("backup", chain.getLast().name().text());
        figures.put("chain", chain.size());
        figures.put("backups", all);
        figures.put("able", able);
        figures.put("fetch_bytes", decision.work().fetchBytes());
        figures.put("write_bytes", decision.work().writeBytes());
        figures.put("wal_segments", decision.work().walSegments());
        return new Lesson(
                Phase.BACKUP,
                "Of " + Text.count(all, "backup") + ", " + able + " can reach your moment" + asFarAsKnown() + ". "
                        + (decision.aim().backup() == null ? "Least work: " : "You asked for ") + way + ". Fetch "
                        + Text.size(decision.work().fetchBytes()) + ", replay "
                        + Text.count(decision.work().walSegments(), "segment") + ", about " + lasting() + ".",
                List.of(Lesson.Line.command(
                        "restore plan " + MomentWords.typed(plan.target()) + " --explain-choice",
                        "why not the others")),
                "A restore starts from a backup that FINISHED before your moment and replays WAL from there."
                        + whyNot(),
                "A backup that ends after the moment cannot reach it, however little after. One that was made on another "
                        + "timeline can only when the timeline you go to descends from it.",
                NOTHING_YET,
                figures);
    }

    private String asFarAsKnown() {
        return decision.certainty() == Certainty.EXACT ? "" : ", as far as is known";
    }

    private String lasting() {
        long seconds = Math.max(1, Math.round(decision.work().seconds(plan.rates())));
        boolean measured = plan.rates().fetchIsMeasured() && plan.rates().replayIsMeasured();
        return Text.span(java.time.Duration.ofSeconds(seconds)) + (measured ? "" : " (a guess)");
    }

    private static boolean isAble(Alternative other) {
        return other.why() instanceof WhyNot.MoreWork
                || other.why() instanceof WhyNot.Older
                || other.why() instanceof WhyNot.NotAsked;
    }

    /** Of the one that somebody would take who knows only that newer is better. */
    private String whyNot() {
        return decision.others().stream()
                .filter(other -> !isAble(other))
                .max((a, b) -> a.backup().name().compareTo(b.backup().name()))
                .map(other -> " Why not " + names.of(other.backup().name()) + "? " + reason(other.why()))
                .orElse("");
    }

    private static String reason(WhyNot why) {
        return switch (why) {
            case WhyNot.FinishesLater later -> "It ends at " + later.finish() + ", after your moment.";
            case WhyNot.Gap gap ->
                "It replays only to " + gap.reaches() + ": " + gap.first().shortName() + " is missing.";
            case WhyNot.WalEnds ends -> "Its WAL ends at " + ends.reaches() + ".";
            case WhyNot.BeganBefore began ->
                "The transaction had its number before it: it knows of all below " + began.nextXid() + ".";
            case WhyNot.NotAChild child ->
                "It was made on timeline " + child.ofBackup() + ", which timeline " + child.timeline()
                        + " does not come from.";
            case WhyNot.HistoryMissing missing -> "The history of timeline " + missing.timeline() + " is missing.";
            case WhyNot.Damaged _ -> "It is not whole: backup verify says what is wrong.";
            case WhyNot.Excluded excluded -> "It was left out by --without " + excluded.by() + ".";
            case WhyNot.MoreWork _, WhyNot.Older _, WhyNot.NotAsked _ -> "It could, with more to do.";
        };
    }

    Lesson route() {
        Route route = plan.route();
        SequencedMap<String, Object> figures = new LinkedHashMap<>();
        figures.put("from", route.from().toString());
        figures.put("to", route.to().toString());
        figures.put("segments", route.segments());
        figures.put("whole", route.isWhole());
        figures.put("goes_on", decision.goesOn());
        figures.put("timeline_setting", decision.timelineSetting());
        return new Lesson(
                Phase.ROUTE,
                "The route: "
                        + plan.chain().members().stream()
                                .map(it -> names.of(it.name()))
                                .collect(Collectors.joining(" -> "))
                        + ", then WAL " + legs() + ". " + Text.count(route.segments(), "segment")
                        + (route.isWhole() ? ", no gap. " : ", and then a gap. ") + past(),
                List.of(),
                "Timeline: " + decision.timelineSetting()
                        + (decision.isTold()
                                ? ", written as a number and not as 'latest', so that a later promotion cannot move it."
                                : ": the archive has no history of it, so the server stays on the one of its backup."),
                "If WAL ended before the target, PostgreSQL would replay it all and then shut down with an error. A gap has "
                        + "the same effect: what lies behind it cannot be replayed.",
                NOTHING_YET,
                figures);
    }

    private String past() {
        List<Segment> last = plan.route().legs().stream().map(Route.Leg::last).toList();
        if (decision.goesOn() && !last.isEmpty()) {
            return "WAL goes on past your moment (" + last.getLast().shortName()
                    + " is there). That matters: a server that does not see that it passed its target ends in an error.";
        }
        if (decision.certainty() == Certainty.NOT_LOOKED_FOR
                && !(plan.target() instanceof dev.walkback.engine.recovery.RecoveryTarget.Latest)) {
            return "All WAL that this timeline has is brought, since nobody has looked where your moment lies in it. If it does "
                    + "not, the server replays all and then ends in an error.";
        }
        return plan.target() instanceof dev.walkback.engine.recovery.RecoveryTarget.Latest
                ? "It is all there is; the server goes as far as it leads."
                : "No WAL is known past your moment: when nothing was written after it, the server replays all and then ends "
                        + "in an error. Then --latest is what you want.";
    }

    private String legs() {
        List<String> said = new ArrayList<>();
        for (Route.Leg leg : plan.route().legs()) {
            said.add(
                    leg.segments() == 1
                            ? leg.first().shortName()
                            : leg.first().shortName() + " .. " + leg.last().shortName());
        }
        return said.isEmpty() ? "none" : String.join(", ", said);
    }

    private String names(List<Backup> backups) {
        return backups.stream().map(it -> names.of(it.name())).collect(Collectors.joining(", "));
    }
}
