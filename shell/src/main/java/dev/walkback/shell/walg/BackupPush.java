package dev.walkback.shell.walg;

import dev.walkback.engine.push.BackupPushed;
import dev.walkback.engine.push.PushEvent;
import dev.walkback.engine.push.PushRefused;
import dev.walkback.engine.push.PushRequest.Composition;
import dev.walkback.engine.push.delta.ParentVerdict;
import dev.walkback.engine.push.lock.PushLock;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.lock.HeldPush;
import dev.walkback.shell.push.PushAsked;
import dev.walkback.shell.push.PushSettings;
import dev.walkback.shell.push.PushWiring;
import dev.walkback.shell.report.push.DeltaStory;
import dev.walkback.shell.report.push.ParentWords;
import dev.walkback.shell.server.BackupSession;
import dev.walkback.shell.server.replication.ReplicationBackup;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.layer.Layers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code backup-push}, with WAL-G's flags and its last line. */
final class BackupPush {

    private static final String LABEL = "wal-g";
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private final Words words;
    private final Session session;
    private Instant told;

    private BackupPush(Words words, Session session) {
        this.words = words;
        this.session = session;
        this.told = session.log().clock().instant();
    }

    static void run(Words words, Session session) throws Exception {
        try {
            new BackupPush(words, session).push();
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (PushRefused refused) {
            throw new WalgFailure(sentence(refused), refused);
        } catch (UsageError wrong) {
            throw new WalgFailure(wrong.what() + (wrong.why().isEmpty() ? "" : ": " + wrong.why()), wrong);
        } catch (WalgFailure failed) {
            throw failed;
        } catch (Exception failed) {
            throw new WalgFailure(Refusals.words(failed), failed);
        }
    }

    private void push() throws Exception {
        String named = words.text(
                "target-storage",
                session.configured().text("WALG_TARGET_STORAGE").orElse(""));
        String storageName = named.isEmpty() ? "default" : named;
        PushAsked asked = asked();
        PushSettings settings = new PushSettings(session.configured().settings(), asked);
        try (MutableStorage storage = session.configured().storage(storageName)) {
            PushWiring.Target target = new PushWiring.Target(
                    storage,
                    session.configured().encryption().map(Layers::encrypted).orElseGet(Layers::unencrypted),
                    session.configured().codec());
            if (words.arguments().isEmpty()) {
                // WAL-G's last line of these does not name the storage
                session.log()
                        .info("Wrote backup with name " + sent(settings, target).name());
            } else {
                BackupPushed pushed = read(asked, settings, target);
                session.log().info("Wrote backup with name " + pushed.name() + " to storage " + storageName);
            }
        }
    }

    private BackupPushed read(PushAsked asked, PushSettings settings, PushWiring.Target target) throws Exception {
        try (BackupSession server = BackupSession.open(session.configured().server())) {
            return held(target)
                    .run(
                            server.facts(),
                            this::tell,
                            (beforeItCounts, events) -> PushWiring.push(
                                            asked, settings, target, server, LABEL, clock(), beforeItCounts, events)
                                    .run());
        }
    }

    private BackupPushed sent(PushSettings settings, PushWiring.Target target) throws Exception {
        session.log().info("Running remote backup through Postgres connection.");
        try (ReplicationBackup server =
                ReplicationBackup.open(session.configured().server())) {
            return held(target)
                    .run(
                            server.facts(),
                            this::tell,
                            (beforeItCounts, events) -> PushWiring.remote(
                                            settings, target, server, LABEL, clock(), beforeItCounts, events)
                                    .run());
        }
    }

    private HeldPush held(PushWiring.Target target) {
        return new HeldPush(target.storage(), PushLock.Manner.CAREFUL, clock());
    }

    private Clock clock() {
        return session.log().clock();
    }

    /** Scripts know WAL-G's sentence. */
    private static String sentence(PushRefused refused) {
        return refused.why() instanceof PushRefused.Why.OtherDirectory(Path asked, Path servers)
                ? "Data directory from command line '" + asked + "' is not the same as Postgres' one '" + servers + "'"
                : Refusals.words(refused);
    }

    private PushAsked asked() {
        return new PushAsked(
                Path.of(words.arguments().isEmpty() ? "" : words.arguments().getFirst())
                        .toAbsolutePath()
                        .normalize(),
                words.has("full"),
                words.has("permanent"),
                words.has("verify"),
                words.has("store-all-corrupt"),
                composition(),
                words.has("without-files-metadata"),
                words.text("delta-from-name", ""),
                words.text("delta-from-user-data", ""),
                null,
                words.text("add-user-data", ""),
                words.has("turbo"),
                null,
                true);
    }

    private @Nullable Composition composition() {
        if (words.has("copy-composer")) {
            return Composition.COPY;
        }
        if (words.has("database-composer")) {
            return Composition.DATABASE;
        }
        return words.has("rating-composer") ? Composition.RATING : null;
    }

    private void tell(PushEvent event) {
        switch (event) {
            case PushEvent.Starting _ -> session.log().info("Calling pg_start_backup()");
            case PushEvent.Started _ -> session.log().info("Walking ...");
            case PushEvent.Stored(String key, long bytes) ->
                session.log().info("Finished writing " + SlashPath.base(key));
            case PushEvent.Stopping _ -> session.log().info("Calling pg_stop_backup()");
            case PushEvent.WaitingForWal(String segment, long missing) -> waiting(segment, missing);
            case PushEvent.Note(String text) -> session.log().warning(text);
            case PushEvent.ParentFound(var verdict) -> parent(verdict);
            case PushEvent.ChangesFound(var changes) -> {
                changes.doubts().forEach(doubt -> session.log().warning(ParentWords.of(doubt)));
                session.log().info(ParentWords.of(changes));
            }
            case PushEvent.DeltaMade(var sum) -> session.log().info(DeltaStory.sentence(sum));
            case PushEvent.Read _, PushEvent.FileDone _, PushEvent.Estimated _ -> {
                // WAL-G is silent here
            }
        }
    }

    private void parent(ParentVerdict verdict) {
        ParentWords.passedOver(verdict).forEach(session.log()::warning);
        session.log().info("Making " + ParentWords.of(verdict));
    }

    private void waiting(String segment, long missing) {
        Instant now = session.log().clock().instant();
        if (Duration.between(told, now).compareTo(BETWEEN_LINES) >= 0) {
            told = now;
            session.log()
                    .info("Waiting for WAL to arrive: " + segment
                            + (missing > 1 ? " and " + (missing - 1) + " more" : ""));
        }
    }
}
