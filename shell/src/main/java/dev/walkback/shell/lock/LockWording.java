package dev.walkback.shell.lock;

import dev.walkback.engine.push.lock.LockHolder;
import dev.walkback.engine.push.lock.LockLostException;
import dev.walkback.engine.push.lock.LockedException;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Text;

/** What is said of a lock that somebody else holds. */
public final class LockWording {

    private LockWording() {}

    public static Refusal refusal(LockedException locked) {
        String who = locked.holder().map(LockWording::who).orElse("what holds it cannot be told");
        String why = locked.isHere()
                ? who + "; it is running"
                : who + "; last heard of " + Text.span(locked.silent()) + " ago, by the storage's time";
        return new Refusal(
                ErrorCode.PUSH_LOCKED,
                "another push of this cluster holds " + locked.key(),
                why,
                Suggestion.command(
                        "storage rm " + ShellWord.quoted(locked.key()),
                        "removes the lock of a push that is known to be gone"),
                Suggestion.command("help backup push", "--take-over does so as it begins"),
                Suggestion.command("explain " + ErrorCode.PUSH_LOCKED.text(), "when it is taken over by itself"));
    }

    public static Refusal refusal(LockLostException lost) {
        String why = lost.holder().map(holder -> who(holder) + " has it now").orElse("it is gone: somebody removed it");
        return new Refusal(
                ErrorCode.PUSH_LOCK_LOST,
                "this push does not hold " + lost.key() + " any more, and was given up",
                why,
                Suggestion.command("explain " + ErrorCode.PUSH_LOCK_LOST.text(), "how that comes about"));
    }

    /** What a push says when it takes over. */
    public static String tookOver(LockHolder before) {
        return "a push that did not end left its lock, and it was taken over: " + who(before);
    }

    private static String who(LockHolder holder) {
        return "process " + holder.process() + " on " + holder.host() + ", since " + holder.since()
                + (holder.backup().isEmpty() ? "" : ", making " + holder.backup());
    }
}
