package dev.walkback.shell;

import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.Suggestion;
import java.util.List;

/** Understood, possible, and not done: it was not confirmed, is not safe, or what it rests on has changed. */
public final class Refusal extends RuntimeException implements Problem.Known {

    private final Problem problem;

    public Refusal(ErrorCode code, String what, String why, List<Suggestion> tries) {
        super(what + (why.isEmpty() ? "" : ": " + why));
        this.problem = new Problem(code, what, why, tries);
    }

    public Refusal(ErrorCode code, String what, String why, Suggestion... tries) {
        this(code, what, why, List.of(tries));
    }

    @Override
    public Problem problem() {
        return problem;
    }
}
