package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.line.Nearest;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.archive.CodeList;
import dev.walkback.shell.report.archive.CodePage;
import java.util.ArrayList;
import java.util.List;

/** {@code explain}: what the code of an error or of a finding means. */
final class Explain {

    private Explain() {}

    static Exit run(Invocation invocation, Session session) {
        String code = invocation.argument(0);
        session.reporter()
                .show(code.isEmpty() ? CodeList.all() : CodePage.of(code).orElseThrow(() -> unknown(code)));
        return Exit.DONE;
    }

    private static UsageError unknown(String code) {
        List<Suggestion> tries = new ArrayList<>();
        Nearest.to(code, CodeList.all().names())
                .ifPresent(nearest -> tries.add(Suggestion.command("explain " + nearest, "the nearest")));
        tries.add(Suggestion.command("explain", "all codes"));
        return new UsageError(ErrorCode.UNKNOWN_TOPIC, "there is no code " + ShellWord.quoted(code), "", tries);
    }
}
