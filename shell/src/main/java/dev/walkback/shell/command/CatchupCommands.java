package dev.walkback.shell.command;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.catchup.CatchupFetch;
import dev.walkback.engine.catchup.CatchupReceive;
import dev.walkback.engine.catchup.CatchupSend;
import dev.walkback.engine.catchup.CatchupShelf;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.push.BackupPushed;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.shell.Exit;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.push.CatchupLine;
import dev.walkback.shell.push.PushAsked;
import dev.walkback.shell.push.PushSettings;
import dev.walkback.shell.push.PushWiring;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.catchup.CatchupList;
import dev.walkback.shell.report.catchup.CatchupPushed;
import dev.walkback.shell.report.catchup.CatchupSent;
import dev.walkback.shell.report.catchup.CopyBrought;
import dev.walkback.shell.server.BackupSession;
import dev.walkback.shell.settings.EncryptionSettings;
import dev.walkback.storage.crypto.UnusableKeyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** {@code catchup push}, {@code list}, {@code fetch}, {@code send} and {@code receive}. */
final class CatchupCommands {

    private static final int AT_ONCE = 4;

    private CatchupCommands() {}

    static Exit push(Invocation invocation, Session session) throws InterruptedException {
        Lsn since = invocation
                .value("--since")
                .flatMap(Lsn::parse)
                .orElseThrow(() -> new UsageError(
                        ErrorCode.BAD_VALUE,
                        "catchup push needs --since",
                        "what the copy has: pg_controldata's \"Latest checkpoint's REDO location\"",
                        Suggestion.command("help catchup push", "")));
        PushAsked asked = asked(directory(invocation));
        String name = invocation.value("--storage").orElse("");
        PushWiring.Target target = new PushWiring.Target(
                session.storages().openToChange(name),
                session.storages().layers(name),
                session.storages().codec(name));
        BackupPushed pushed;
        try (BackupSession server = BackupSession.open(ServerChoice.of(invocation, session));
                PushProgress progress = new PushProgress(session)) {
            pushed = PushWiring.catchUp(
                            asked,
                            new PushSettings(session.storages().settings(name), asked),
                            target,
                            server,
                            since,
                            !invocation.has("--whole"),
                            session.console().clock(),
                            progress)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        session.changed(name);
        session.reporter().show(new CatchupPushed(pushed, since));
        return Exit.DONE;
    }

    private static PushAsked asked(Path directory) {
        return new PushAsked(
                directory, true, false, false, false, null, false, null, null, null, null, false, null, true);
    }

    static Exit list(Invocation invocation, Session session) {
        try {
            session.reporter().show(new CatchupList(shelf(invocation, session).list()));
            return Exit.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Exit fetch(Invocation invocation, Session session) {
        String storage = invocation.value("--storage").orElse("");
        try {
            String typed = invocation.argument(1);
            BackupName name = shelf(invocation, session)
                    .named(typed)
                    .orElseThrow(() -> new NotFound(
                            ErrorCode.BACKUP_UNKNOWN,
                            "nothing called " + ShellWord.quoted(typed) + " was stored to bring a copy forward",
                            "",
                            List.of(Suggestion.command("catchup list", "what there is"))));
            ContentSource source = new ContentSource(
                    session.storages().open(storage), session.storages().layers(storage), AT_ONCE, event -> {});
            Path data = directory(invocation);
            CatchupFetch.Brought brought =
                    CatchupFetch.prepare(source, name, data).run();
            session.reporter().show(new CopyBrought(data, brought));
            return Exit.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Exit send(Invocation invocation, Session session) throws InterruptedException {
        CatchupLine.Address address = CatchupLine.Address.toConnect(invocation.argument(1));
        refuseEncryption(session);
        try (BackupSession server = BackupSession.open(ServerChoice.of(invocation, session))) {
            CatchupSend.Sent sent = CatchupLine.send(address, new CatchupSend(directory(invocation), server));
            session.reporter().show(new CatchupSent(address.toString(), sent));
            return Exit.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Exit receive(Invocation invocation, Session session) throws InterruptedException {
        CatchupLine.Address address = CatchupLine.Address.toListen(invocation.argument(1));
        refuseEncryption(session);
        Path data = directory(invocation);
        try {
            CatchupReceive receive = CatchupReceive.prepare(data);
            CatchupFetch.Brought brought = CatchupLine.receive(
                    address, receive, at -> session.reporter().note("listening on " + at));
            session.reporter().show(new CopyBrought(data, brought));
            return Exit.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseEncryption(Session session) {
        try {
            CatchupLine.refuseEncryption(new EncryptionSettings(
                            session.storages().settings(""), session.console().clock())
                    .encryption());
        } catch (UnusableKeyException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CatchupShelf shelf(Invocation invocation, Session session) {
        return new CatchupShelf(
                session.storages().open(invocation.value("--storage").orElse("")));
    }

    private static Path directory(Invocation invocation) {
        return Path.of(invocation.argument(0)).toAbsolutePath().normalize();
    }
}
