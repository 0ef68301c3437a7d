package dev.walkback.shell;

import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.Suggestion;
import java.util.List;

/** The archive was looked at, and what was asked for is not in it. */
public final class NotFound extends RuntimeException implements Problem.Known {

    private final Problem problem;

    public NotFound(ErrorCode code, String what, String why, List<Suggestion> tries) {
        super(what + (why.isEmpty() ? "" : ": " + why));
        this.problem = new Problem(code, what, why, tries);
    }

    @Override
    public Problem problem() {
        return problem;
    }
}
