package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.SessionReport;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.session.Preferences;
import java.util.function.BiFunction;

/** {@code session set}. */
final class SessionSet {

    private SessionSet() {}

    static Exit run(Invocation invocation, Session session) {
        String name = invocation.argument(0);
        String value = invocation.argument(1);
        switch (name) {
            case "offline" -> set(session, name, value, "on", "off", Preferences::withOffline);
            case "link" -> set(session, name, value, "slow", "fast", Preferences::withSlow);
            default -> set(session, name, value, "on", "off", Preferences::withAccessible);
        }
        session.reporter().show(SessionReport.of(session.sitting(), name + " is " + value));
        return Exit.DONE;
    }

    private static void set(
            Session session,
            String name,
            String value,
            String yes,
            String no,
            BiFunction<Preferences, Boolean, Preferences> change) {
        if (!value.equals(yes) && !value.equals(no)) {
            throw new UsageError(
                    ErrorCode.BAD_VALUE,
                    name + " cannot be " + ShellWord.quoted(value),
                    "it is one of: " + yes + ", " + no,
                    Suggestion.command("session set " + name + " " + yes, ""));
        }
        session.sitting().prefer(preferences -> change.apply(preferences, value.equals(yes)));
    }
}
