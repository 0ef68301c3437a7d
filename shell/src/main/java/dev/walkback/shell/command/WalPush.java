package dev.walkback.shell.command;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.wal.change.ChangeRecorder;
import dev.walkback.engine.walpush.PushFolder;
import dev.walkback.engine.walpush.PushManner;
import dev.walkback.engine.walpush.PushRound;
import dev.walkback.engine.walpush.Pushed;
import dev.walkback.engine.walpush.SentAlong;
import dev.walkback.engine.walpush.WalMetadata;
import dev.walkback.engine.walpush.WalPusher;
import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.WalPushed;
import dev.walkback.shell.report.Wording;
import dev.walkback.shell.settings.WalPushSettings;
import dev.walkback.storage.Overwrite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code wal push}. */
final class WalPush {

    private WalPush() {}

    static Exit run(Invocation invocation, Session session) {
        if (invocation.has("--spool") || invocation.argument(0).isEmpty()) {
            return WalPushSpool.run(invocation, session);
        }
        String storage = invocation.value("--storage").orElse("");
        Path file = Path.of(invocation.argument(0)).toAbsolutePath();
        WalPushSettings settings = WalPushSettings.of(session.storages().settings(storage));
        ContentSink sink = new ContentSink(
                session.storages().openToChange(storage),
                session.storages().layers(storage),
                session.storages().codec(storage));
        PushFolder folder = PushFolder.of(file, settings.data());
        Optional<ChangeRecorder> maps = settings.recorder(sink, folder, session.reporter()::note);
        PushRound round = new PushRound(
                new WalPusher(
                        sink,
                        manner(invocation, settings.manner()),
                        pushed -> maps.ifPresent(recorder -> recorder.accept(pushed))),
                new WalMetadata(sink, settings.metadata(), folder.state()),
                folder,
                settings.limits(),
                along -> tell(along, session));
        try {
            Pushed pushed = round.push(file);
            session.changed(storage);
            session.reporter().show(new WalPushed(file.getFileName().toString(), pushed));
            return Exit.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            maps.ifPresent(ChangeRecorder::flush);
        }
    }

    private static PushManner manner(Invocation invocation, PushManner set) {
        return new PushManner(
                invocation.has("--overwrite") ? Overwrite.ALLOWED : set.overwrite(),
                invocation
                        .value("--another-cluster")
                        .map(text -> WalPushSettings.cluster("--another-cluster", text))
                        .or(set::anotherCluster));
    }

    private static void tell(SentAlong along, Session session) {
        switch (along) {
            case SentAlong.Done done -> session.reporter().verbose("sent along: " + done.name());
            case SentAlong.Failed failed ->
                session.reporter()
                        .note("not sent along: " + ShellWord.quoted(failed.name()) + ", "
                                + new Wording("")
                                        .of(failed.why())
                                        .map(problem -> problem.what())
                                        .orElseGet(() -> failed.why().toString()));
        }
    }
}
