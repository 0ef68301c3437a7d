package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.line.Nearest;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ErrorCodeList;
import dev.walkback.shell.report.ErrorCodePage;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.util.ArrayList;
import java.util.List;

/** {@code explain}: what an error code means. */
final class Explain {

    private Explain() {}

    static Exit run(Invocation invocation, Session session) {
        String code = invocation.argument(0);
        session.reporter()
                .show(
                        code.isEmpty()
                                ? new ErrorCodeList(List.of(ErrorCode.values()))
                                : new ErrorCodePage(ErrorCode.of(code).orElseThrow(() -> unknown(code))));
        return Exit.DONE;
    }

    private static UsageError unknown(String code) {
        List<String> known =
                java.util.Arrays.stream(ErrorCode.values()).map(ErrorCode::text).toList();
        List<Suggestion> tries = new ArrayList<>();
        Nearest.to(code, known)
                .ifPresent(nearest -> tries.add(Suggestion.command("explain " + nearest, "the nearest")));
        tries.add(Suggestion.command("explain", "all codes"));
        return new UsageError(ErrorCode.UNKNOWN_TOPIC, "unknown error code " + ShellWord.quoted(code), "", tries);
    }
}
