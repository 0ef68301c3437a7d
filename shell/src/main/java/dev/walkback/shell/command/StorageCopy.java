package dev.walkback.shell.command;

import dev.walkback.engine.plan.PlanRunner;
import dev.walkback.engine.plan.objects.CopyExecutor;
import dev.walkback.engine.plan.objects.CopyObject;
import dev.walkback.engine.plan.objects.Copying;
import dev.walkback.shell.Exit;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Progress;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Storage;
import java.util.List;
import java.util.Set;

/** {@code storage copy}. */
final class StorageCopy {

    private static final int SHOWN = 3;

    private StorageCopy() {}

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        checkAsked(invocation);
        Storage from = session.storages().open(invocation.value("--storage").orElse(""));
        MutableStorage to =
                session.storages().openToChange(invocation.value("--to").orElseThrow());
        Copying copying = Copying.plan(
                from, to, invocation.arguments(), invocation.value("--prefix").orElse(null));
        if (!copying.different().isEmpty() && !invocation.has("--force")) {
            throw conflict(invocation, to, copying.different());
        }
        if (copying.equal() > 0) {
            session.reporter().note(copying.equal() + " of the objects are there already and the same");
        }
        long total = copying.plan().steps().stream()
                .mapToLong(step -> step.source().size())
                .sum();
        Journaled<CopyObject> journaled = new Journaled<>(session, "storage-copy");
        PlanRunner.Result<CopyObject> result;
        try (Progress progress = session.progress("copy to " + to.location(), total)) {
            result = journaled.run(copying.plan(), copying.plan().fingerprint(), new CopyExecutor(from, to, progress));
        }
        session.changed(invocation.value("--to").orElseThrow());
        return journaled.report(from.location().text(), copying.plan(), result);
    }

    private static void checkAsked(Invocation invocation) {
        Suggestion help = Suggestion.command("help storage copy", "how it is written");
        if (!invocation.has("--to")) {
            throw new UsageError(
                    ErrorCode.MISSING_VALUE, "storage copy needs --to", "it says which storage to copy to", help);
        }
        if (invocation.arguments().isEmpty() && !invocation.has("--prefix")) {
            throw new UsageError(
                    ErrorCode.MISSING_VALUE,
                    "storage copy needs a KEY or --prefix",
                    "an empty prefix copies all there is: --prefix=",
                    help);
        }
    }

    private static Refusal conflict(Invocation invocation, Storage to, List<String> different) {
        String more = different.size() > SHOWN ? " and " + (different.size() - SHOWN) + " more" : "";
        return new Refusal(
                ErrorCode.COPY_CONFLICT,
                to.location() + " holds other content under " + different.size() + " of the keys",
                ShellWord.joined(different.stream().limit(SHOWN).toList()) + more + "; nothing was copied",
                Suggestion.command(Retyped.line(invocation, Set.of(), "--force"), "overwrite them"));
    }
}
