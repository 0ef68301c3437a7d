package dev.walkback.shell;

import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.Suggestion;
import java.util.List;

/**
 * The person asked for something that cannot be meant, or the settings say so. Nothing was tried; exit code 2.
 *
 * <p>Carries no cause on purpose: causes come from parsers, and parsers quote the text they choke on, which may be a secret.
 */
public final class UsageError extends RuntimeException implements Problem.Known {

    private final Problem problem;

    /**
     * @param code one whose exit code is 2
     * @param what happened, to which thing, in the user's terms: lower case, no full stop
     * @param why the fact behind it; empty where {@code what} says it all
     * @param tries one to three commands that work if typed as they stand
     */
    public UsageError(ErrorCode code, String what, String why, List<Suggestion> tries) {
        super(why.isEmpty() ? what : what + ": " + why);
        this.problem = new Problem(code, what, why, tries);
    }

    public UsageError(ErrorCode code, String what, String why, Suggestion... tries) {
        this(code, what, why, List.of(tries));
    }

    /** A setting that cannot be meant. */
    public UsageError(String what, String why, List<String> tries) {
        this(
                ErrorCode.BAD_SETTING,
                what,
                why,
                tries.stream().map(Suggestion::of).toList());
    }

    public String what() {
        return problem.what();
    }

    public String why() {
        return problem.why();
    }

    public List<String> tries() {
        return problem.tries().stream().map(Suggestion::command).toList();
    }

    @Override
    public Problem problem() {
        return problem;
    }
}
