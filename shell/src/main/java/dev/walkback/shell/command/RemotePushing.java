package dev.walkback.shell.command;

import dev.walkback.engine.push.BackupPushed;
import dev.walkback.engine.push.lock.PushLock;
import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.lock.HeldPush;
import dev.walkback.shell.push.PushAsked;
import dev.walkback.shell.push.PushSettings;
import dev.walkback.shell.push.PushWiring;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.push.BackupPushedReport;
import dev.walkback.shell.report.push.DeltaStory;
import dev.walkback.shell.server.replication.ReplicationBackup;
import dev.walkback.storage.MutableStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;

/** {@code backup push} without a data directory: the server sends its files. */
final class RemotePushing {

    private static final String LABEL = "walkback";
    private static final List<String> OF_FILES_AT_HAND =
            List.of("--composer", "--changes", "--delta-from-name", "--delta-from-user-data", "--store-all-corrupt");

    private RemotePushing() {}

    static Exit run(PushAsked asked, Invocation invocation, Session session) throws InterruptedException {
        OF_FILES_AT_HAND.stream().filter(invocation::has).findFirst().ifPresent(RemotePushing::refuse);
        String name = invocation.value("--storage").orElse("");
        MutableStorage storage = session.storages().openToChange(name);
        PushSettings settings = new PushSettings(session.storages().settings(name), asked);
        PushWiring.Target target = new PushWiring.Target(
                storage, session.storages().layers(name), session.storages().codec(name));
        BackupPushed pushed;
        try (ReplicationBackup server = ReplicationBackup.open(ServerChoice.of(invocation, session));
                PushProgress progress = new PushProgress(session)) {
            Clock clock = session.console().clock();
            PushLock.Manner manner =
                    invocation.has("--take-over") ? PushLock.Manner.TAKE_OVER : PushLock.Manner.CAREFUL;
            pushed = new HeldPush(storage, manner, clock)
                    .run(
                            server.facts(),
                            progress,
                            (beforeItCounts, events) -> PushWiring.remote(
                                            settings, target, server, LABEL, clock, beforeItCounts, events)
                                    .run());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        session.changed(name);
        session.reporter().show(new BackupPushedReport(pushed, DeltaStory.UNTOLD));
        return Exit.DONE;
    }

    private static void refuse(String option) {
        throw new UsageError(
                ErrorCode.CONFLICTING_OPTIONS,
                option + " needs a data directory",
                "without DIR the server sends its files itself: a full backup, in the server's own order",
                Suggestion.command("help backup push", "what goes together"));
    }
}
