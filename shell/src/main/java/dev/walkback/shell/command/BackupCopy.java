package dev.walkback.shell.command;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.copy.ArchiveCopy;
import dev.walkback.engine.copy.ArchiveCopyExecutor;
import dev.walkback.engine.copy.ArchiveCopying;
import dev.walkback.engine.copy.CopyRequest;
import dev.walkback.engine.copy.WalLack;
import dev.walkback.engine.plan.PlanRunner;
import dev.walkback.engine.plan.objects.CopyObject;
import dev.walkback.shell.Exit;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Progress;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.report.archive.View;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Storage;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import java.util.List;

/** {@code backup copy} and {@code archive copy}. */
final class BackupCopy {

    private static final int SHOWN = 3;
    private static final int OBJECTS_AT_ONCE = 8;

    private final Invocation invocation;
    private final Session session;
    private final View view;

    private BackupCopy(Invocation invocation, Session session) throws InterruptedException {
        this.invocation = invocation;
        this.session = session;
        if (!invocation.has("--to")) {
            throw new UsageError(
                    ErrorCode.MISSING_VALUE,
                    invocation.command().name() + " needs --to",
                    "it says which storage to copy to",
                    Suggestion.command("help " + invocation.command().name(), "how it is written"));
        }
        this.view = Views.of(invocation, session);
    }

    static Exit backup(Invocation invocation, Session session) throws InterruptedException {
        BackupCopy copy = new BackupCopy(invocation, session);
        BackupName name = new BackupChoice(copy.view).of(invocation.argument(0)).name();
        return copy.copy(List.of(name), invocation.has("--with-history"));
    }

    static Exit archive(Invocation invocation, Session session) throws InterruptedException {
        BackupCopy copy = new BackupCopy(invocation, session);
        List<BackupName> all = copy.view.cluster().backups().stream()
                .map(backup -> backup.name())
                .toList();
        if (all.isEmpty()) {
            throw new Refusal(
                    ErrorCode.COPY_WITHOUT_BACKUPS,
                    "there is no backup to copy",
                    "WAL alone restores nothing; storage copy --prefix wal_005/ copies it all the same",
                    Suggestion.command("archive show" + copy.view.again(), "what there is"));
        }
        return copy.copy(all, true);
    }

    private Exit copy(List<BackupName> backups, boolean history) throws InterruptedException {
        Storage from = session.storages().open(invocation.value("--storage").orElse(""));
        MutableStorage to =
                session.storages().openToChange(invocation.value("--to").orElseThrow());
        ArchiveCopy copy = ArchiveCopying.plan(
                from, to, new CopyRequest(backups, view.cluster().segmentSize(), history));
        refuse(copy, to);
        tell(copy);
        ContentSink sink =
                new ContentSink(to, Layers.unencrypted(), Codecs.named("none").orElseThrow());
        Journaled<CopyObject> journaled =
                new Journaled<>(session, invocation.command().name().replace(' ', '-'));
        PlanRunner.Result<CopyObject> result;
        try (Progress progress = session.progress("copy to " + to.location(), copy.bytes())) {
            result = journaled.run(
                    copy.plan(),
                    copy.plan().fingerprint(),
                    new ArchiveCopyExecutor(from, sink, OBJECTS_AT_ONCE, progress));
        }
        session.changed(invocation.value("--to").orElseThrow());
        return journaled.report(from.location().text(), copy.plan(), result);
    }

    private void tell(ArchiveCopy copy) {
        session.reporter()
                .note("copies " + Text.count(copy.backups().size(), "backup") + ": "
                        + Text.count(copy.plan().steps().size(), "object") + ", " + Text.size(copy.bytes()) + "; "
                        + copy.equal() + " are there already and the same");
        copy.marked()
                .forEach(name ->
                        session.reporter().note(name + " is permanent in one of the storages only, and is left so"));
        for (WalLack lack : copy.lacks()) {
            switch (lack) {
                case WalLack.OfAncestor(BackupName backup, var segment) ->
                    session.reporter()
                            .note("segment " + segment + " is not in the archive: " + backup
                                    + " cannot be restored by itself, only what stands on it");
                case WalLack.Hole(var before, var after) ->
                    session.reporter()
                            .note("the WAL has a gap between " + before + " and " + after
                                    + "; it has it in the copy, too");
                case WalLack.OfBackup _, WalLack.Untold _ -> {}
            }
        }
    }

    private void refuse(ArchiveCopy copy, Storage to) {
        List<String> broken = copy.lacks().stream()
                .map(BackupCopy::broken)
                .filter(text -> !text.isEmpty())
                .toList();
        if (!broken.isEmpty() && !invocation.has("--without-wal")) {
            throw new Refusal(
                    ErrorCode.BACKUP_WAL_MISSING,
                    broken.getFirst(),
                    more(broken) + "nothing was copied; --without-wal copies it all the same",
                    Suggestion.command("wal verify" + view.again(), "which WAL is missing"));
        }
        if (!copy.different().isEmpty()) {
            throw new Refusal(
                    ErrorCode.COPY_CONFLICT,
                    to.location() + " holds other content under "
                            + Text.count(copy.different().size(), "key"),
                    ShellWord.joined(copy.different().stream().limit(SHOWN).toList())
                            + (copy.different().size() > SHOWN ? " and others" : "")
                            + "; nothing was copied, and backups are never overwritten",
                    Suggestion.command(
                            "storage stat " + ShellWord.quoted(copy.different().getFirst()), "what is here"));
        }
        if (!copy.strangers().isEmpty()) {
            throw new Refusal(
                    ErrorCode.COPY_CONFLICT,
                    to.location() + " holds backups of another cluster",
                    "its system identifier is " + copy.strangers().getFirst()
                            + "; two clusters in one place cannot be told apart by WAL-G, and nothing was copied",
                    Suggestion.command("help storage add", "how another place gets a name"));
        }
    }

    private static String more(List<String> broken) {
        return broken.size() == 1 ? "" : (broken.size() - 1) + " more like it; ";
    }

    private static String broken(WalLack lack) {
        return switch (lack) {
            case WalLack.OfBackup(BackupName backup, var segment) ->
                backup + " needs segment " + segment + ", which is not in the archive";
            case WalLack.Untold(BackupName backup) -> "nothing tells which WAL " + backup + " needs";
            case WalLack.OfAncestor _, WalLack.Hole _ -> "";
        };
    }
}
