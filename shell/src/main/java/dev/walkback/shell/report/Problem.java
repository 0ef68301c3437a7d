package dev.walkback.shell.report;

import java.util.List;

/**
 * An error as a person reads it.
 *
 * @param what happened, to which thing, in the user's terms: lower case, no full stop
 * @param why the fact behind it; may be empty, may have several lines
 */
public record Problem(ErrorCode code, String what, String why, List<Suggestion> tries) {

    public Problem {
        tries = List.copyOf(tries);
    }

    /** Without the suggestion of a command that was just run. */
    public Problem withoutTry(String command) {
        return new Problem(
                code,
                what,
                why,
                tries.stream().filter(it -> !it.command().startsWith(command)).toList());
    }

    /** An exception that brings its own words. */
    public interface Known {
        Problem problem();
    }
}
