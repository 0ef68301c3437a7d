package dev.walkback.shell.walg;

import dev.walkback.engine.backup.BackupKeys;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.catchup.CatchupFetch;
import dev.walkback.engine.catchup.CatchupReceive;
import dev.walkback.engine.catchup.CatchupRefused;
import dev.walkback.engine.catchup.CatchupSend;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.push.BackupPushed;
import dev.walkback.engine.push.PushEvent;
import dev.walkback.engine.push.PushRefused;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.push.CatchupLine;
import dev.walkback.shell.push.PushAsked;
import dev.walkback.shell.push.PushSettings;
import dev.walkback.shell.push.PushWiring;
import dev.walkback.shell.server.BackupSession;
import dev.walkback.shell.walg.backup.Backups;
import dev.walkback.shell.walg.backup.ListedBackup;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Storage;
import dev.walkback.storage.layer.Layers;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** {@code catchup-push} (every file whole, as WAL-G 3.0.9 does it), {@code -fetch}, {@code -send} and {@code -receive}. */
final class Catchup {

    private static final int AT_ONCE = 4;

    private Catchup() {}

    static void push(Words words, Session session) throws Exception {
        Lsn since = new Lsn(words.unsigned64("from-lsn"));
        Path directory = Path.of(words.arguments().getFirst()).toAbsolutePath().normalize();
        PushAsked asked = new PushAsked(
                directory,
                true,
                false,
                false,
                false,
                null,
                false,
                null,
                null,
                null,
                null,
                words.has("turbo"),
                null,
                true);
        try (MutableStorage storage = session.configured().storage("default");
                BackupSession server = BackupSession.open(session.configured().server())) {
            PushWiring.Target target = new PushWiring.Target(
                    storage, layers(session), session.configured().codec());
            BackupPushed pushed = PushWiring.catchUp(
                            asked,
                            new PushSettings(session.configured().settings(), asked),
                            target,
                            server,
                            since,
                            false,
                            session.log().clock(),
                            event -> tell(event, session.log()))
                    .run();
            session.log().info("Wrote backup with name " + pushed.name() + " to storage default");
        } catch (Exception failed) {
            throw failure(failed);
        }
    }

    static void fetch(Words words, Session session) throws Exception {
        Path data = Path.of(words.arguments().getFirst()).toAbsolutePath().normalize();
        try (MutableStorage storage = session.configured().storage("default")) {
            BackupName name = named(storage, words.arguments().getLast());
            ContentSource source = new ContentSource(storage, layers(session), AT_ONCE, event -> {});
            CatchupFetch.Brought brought =
                    CatchupFetch.prepare(source, name, data).run();
            session.log()
                    .info("Brought forward by " + brought.files() + " files and " + brought.pages() + " pages; "
                            + brought.removed() + " files of dropped relations removed");
        } catch (CatchupRefused refused) {
            throw new WalgFailure(refused.getMessage() + "; nothing was written", refused);
        } catch (WalgFailure thrown) {
            throw thrown;
        } catch (Exception failed) {
            throw new WalgFailure(Refusals.words(failed), failed);
        }
    }

    static void send(Words words, Session session) throws Exception {
        Path data = Path.of(words.arguments().getFirst()).toAbsolutePath().normalize();
        try {
            CatchupLine.Address address =
                    CatchupLine.Address.toConnect(words.arguments().getLast());
            CatchupLine.refuseEncryption(session.configured().encryption());
            session.log().info("Sending " + data + " to " + address);
            try (BackupSession server = BackupSession.open(session.configured().server())) {
                CatchupSend.Sent sent = CatchupLine.send(address, new CatchupSend(data, server));
                session.log()
                        .info("Send done: " + sent.files() + " files, " + sent.pages() + " pages, " + sent.deleted()
                                + " files to be deleted");
            }
        } catch (CatchupRefused refused) {
            throw new WalgFailure(refused.getMessage() + "; nothing was sent", refused);
        } catch (Exception failed) {
            throw failure(failed);
        }
    }

    /** On this machine only, where no address says otherwise: whoever connects first writes the copy's files. */
    static void receive(Words words, Session session) throws Exception {
        Path data = Path.of(words.arguments().getFirst()).toAbsolutePath().normalize();
        try {
            CatchupLine.Address address =
                    CatchupLine.Address.toListen(words.arguments().getLast());
            CatchupLine.refuseEncryption(session.configured().encryption());
            CatchupFetch.Brought brought = CatchupLine.receive(
                    address, CatchupReceive.prepare(data), at -> session.log().info("Receiving " + data + " on " + at));
            session.log()
                    .info("Receive done: " + brought.files() + " files, " + brought.pages() + " pages, "
                            + brought.removed() + " files removed");
        } catch (CatchupRefused refused) {
            throw new WalgFailure(refused.getMessage() + "; nothing was written", refused);
        } catch (Exception failed) {
            throw failure(failed);
        }
    }

    private static Exception failure(Exception failed) {
        return switch (failed) {
            case WalgFailure told -> told;
            case InterruptedException interrupted -> interrupted;
            case PushRefused refused -> new WalgFailure(Refusals.words(refused), refused);
            case UsageError wrong ->
                new WalgFailure(wrong.what() + (wrong.why().isEmpty() ? "" : ": " + wrong.why()), wrong);
            default -> new WalgFailure(Refusals.words(failed), failed);
        };
    }

    private static BackupName named(Storage storage, String typed) throws WalgFailure {
        List<ListedBackup> listed = new Backups(storage, "default", BackupKeys.CATCHUPS).list();
        if (typed.equals("LATEST")) {
            return listed.stream()
                    .max(Comparator.comparing(ListedBackup::modified))
                    .map(backup -> new BackupName(backup.name()))
                    .orElseThrow(() -> new WalgFailure("No backups found"));
        }
        if (listed.stream().noneMatch(backup -> backup.name().equals(typed))) {
            throw new WalgFailure("Failed get backup by name: Backup '" + typed + "' does not exist.");
        }
        return new BackupName(typed);
    }

    private static Layers layers(Session session) throws WalgFailure {
        return session.configured().encryption().map(Layers::encrypted).orElseGet(Layers::unencrypted);
    }

    private static void tell(PushEvent event, WalgLog log) {
        switch (event) {
            case PushEvent.Starting _ -> log.info("Calling pg_start_backup()");
            case PushEvent.Started _ -> log.info("Walking ...");
            case PushEvent.Stored(String key, long _) -> log.info("Finished writing " + SlashPath.base(key));
            case PushEvent.Stopping _ -> log.info("Calling pg_stop_backup()");
            case PushEvent.Note(String text) -> log.warning(text);
            default -> {
                // WAL-G is silent here
            }
        }
    }
}
