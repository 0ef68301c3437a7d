package dev.walkback.shell.line;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.catalogue.ValueType;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.util.ArrayList;
import java.util.List;

/** Whether a value can be what an option or argument asks for. */
final class Checks {

    private Checks() {}

    static void value(String owner, ValueType type, List<String> choices, String value) {
        switch (type) {
            case NONE, TEXT, KEY, BACKUP, TIMELINE, SEGMENT, LSN, CLUSTER -> {}
            case STORAGE, FILE -> {
                if (value.isEmpty()) {
                    throw bad(owner, value, "it is empty");
                }
            }
            case DURATION -> {
                if (Values.duration(value).isEmpty()) {
                    throw bad(owner, value, "a duration is a number above zero and a unit: 500ms, 90s, 2m, 1h30m");
                }
            }
            case RANGE -> {
                if (Values.range(value).isEmpty()) {
                    throw bad(
                            owner, value, "a range is 0-99 (both included), 100- (to the end) or -100 (the last 100)");
                }
            }
            case CHOICE -> choice(owner, choices, value);
        }
    }

    private static void choice(String owner, List<String> choices, String value) {
        if (choices.contains(value)) {
            return;
        }
        List<Suggestion> nearest = new ArrayList<>();
        if (owner.equals("SHELL")) {
            Nearest.to(value, choices).ifPresent(word -> nearest.add(Suggestion.command("completion " + word, "")));
        }
        throw new UsageError(
                ErrorCode.BAD_VALUE,
                owner + " cannot be " + ShellWord.quoted(value),
                "it is one of: " + String.join(", ", choices),
                nearest);
    }

    private static UsageError bad(String owner, String value, String why) {
        return new UsageError(ErrorCode.BAD_VALUE, owner + " cannot be " + ShellWord.quoted(value), why);
    }
}
