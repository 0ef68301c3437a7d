package dev.walkback.shell.command;

import dev.walkback.engine.plan.Difference;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.plan.SavedPlan;
import dev.walkback.engine.plan.StalePlanException;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says why a confirmed plan is not carried out. */
final class Stale {

    private static final int SHOWN = 5;

    private Stale() {}

    static Refusal refusal(StalePlanException stale, SavedPlan saved, Plan<?> now, String planAgain) {
        if (!saved.knows(stale.confirmed())) {
            return new Refusal(
                    ErrorCode.PLAN_UNKNOWN,
                    "there is no plan " + ShellWord.quoted(stale.confirmed().text()),
                    "none of that fingerprint was shown here, and the plan of now is " + stale.current()
                            + "; nothing was done",
                    Suggestion.command(planAgain, "look at the plan of now"));
        }
        return new Refusal(
                ErrorCode.PLAN_STALE,
                "plan " + ShellWord.quoted(stale.confirmed().text())
                        + " is not what would be done now; nothing was done",
                why(stale, saved, now),
                Suggestion.command(planAgain, "look at the plan of now"));
    }

    private static String why(StalePlanException stale, SavedPlan saved, Plan<?> now) {
        Optional<Difference> difference;
        try {
            difference = saved.difference(stale.confirmed(), now);
        } catch (IOException unreadable) {
            difference = Optional.empty();
        }
        return difference.map(Stale::lines).orElse("the plan of now is " + stale.current());
    }

    private static String lines(Difference difference) {
        if (difference.otherPurpose()) {
            return "that plan was for something else";
        }
        List<String> lines = new ArrayList<>();
        add(lines, "gone since: ", difference.gone());
        add(lines, "new since: ", difference.added());
        add(lines, "changed since: ", difference.changed());
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, String label, List<String> keys) {
        if (!keys.isEmpty()) {
            String more = keys.size() > SHOWN ? " and " + (keys.size() - SHOWN) + " more" : "";
            lines.add(label + ShellWord.joined(keys.stream().limit(SHOWN).toList()) + more);
        }
    }
}
