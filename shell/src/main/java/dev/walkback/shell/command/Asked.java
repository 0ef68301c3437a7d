package dev.walkback.shell.command;

import dev.walkback.shell.Refusal;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import java.util.Set;

/** A question before something is done on this machine: a person answers it, a script says {@code --yes}. */
public final class Asked {

    private static final String YES = "--yes";

    private Asked() {}

    /**
     * @param what would be done, as a sentence without its full stop
     * @throws Refusal when the answer was not yes
     */
    public static void yes(String what, Invocation invocation, Session session) {
        if (invocation.has(YES)) {
            return;
        }
        String answer = session.sitting()
                .person()
                .ask(what + ".\nType yes, or Enter to leave: ")
                .map(String::strip)
                .orElse("");
        if (!answer.equals("yes")) {
            throw new Refusal(
                    ErrorCode.NOT_CONFIRMED,
                    "nothing was done",
                    what,
                    Suggestion.command(Retyped.line(invocation, Set.of(), YES), "does it without asking"));
        }
    }
}
