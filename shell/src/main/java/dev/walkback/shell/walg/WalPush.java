package dev.walkback.shell.walg;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.wal.change.ChangeRecorder;
import dev.walkback.engine.walpush.PushFolder;
import dev.walkback.engine.walpush.PushRound;
import dev.walkback.engine.walpush.Pushed;
import dev.walkback.engine.walpush.SentAlong;
import dev.walkback.engine.walpush.WalMetadata;
import dev.walkback.engine.walpush.WalPushException;
import dev.walkback.engine.walpush.WalPusher;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.settings.WalPushSettings;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.layer.Layers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code wal-push}: 0 when the archive has the file, 1 in every other case. */
final class WalPush {

    private final Words words;
    private final Session session;
    private final Path file;
    private final WalPushSettings settings;
    private final Codec codec;
    private final Layers layers;

    private WalPush(Words words, Session session) throws WalgFailure {
        this.words = words;
        this.session = session;
        this.file = Path.of(words.arguments().getFirst()).toAbsolutePath();
        this.settings = WalPushSettings.of(session.configured().settings());
        this.codec = session.configured().codec();
        this.layers = session.configured().encryption().map(Layers::encrypted).orElseGet(Layers::unencrypted);
    }

    static void run(Words words, Session session) throws Exception {
        try {
            new WalPush(words, session).push();
        } catch (WalPushException e) {
            throw new WalgFailure(sentence(e), e);
        } catch (UsageError e) {
            throw new WalgFailure(e.what() + (e.why().isEmpty() ? "" : ": " + e.why()), e);
        } catch (IOException | UncheckedIOException e) {
            throw new WalgFailure(
                    "upload: could not upload '" + words.arguments().getFirst() + "': " + Walg.sentence(e), e);
        }
    }

    /** Into the first storage that answers: the primary, then the others by name. */
    private void push() throws Exception {
        StorageException failed = null;
        for (String name : storages()) {
            try (MutableStorage storage = session.configured().storage(name)) {
                push(name, storage);
                return;
            } catch (StorageException.Unreachable | StorageException.Denied | StorageException.NoStorage e) {
                session.log().warning("storage \"" + name + "\" is passed by: " + Walg.sentence(e));
                failed = failed == null ? e : failed;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private List<String> storages() {
        String one = words.text(
                "target-storage",
                session.configured().text("WALG_TARGET_STORAGE").orElse(""));
        if (!one.isEmpty()) {
            return List.of(one);
        }
        List<String> all = new ArrayList<>(List.of("default"));
        all.addAll(session.configured().failoverNames());
        return all;
    }

    private void push(String name, MutableStorage storage) throws IOException {
        session.log().info("Files will be uploaded to storage: " + name);
        ContentSink sink = new ContentSink(storage, layers, codec);
        PushFolder folder = PushFolder.of(file, settings.data());
        Optional<ChangeRecorder> maps = settings.recorder(sink, folder, session.log()::warning);
        WalPusher pusher =
                new WalPusher(sink, settings.manner(), pushed -> maps.ifPresent(recorder -> recorder.accept(pushed)));
        WalMetadata metadata = new WalMetadata(sink, settings.metadata(), folder.state());
        try {
            log(new PushRound(pusher, metadata, folder, settings.limits(), this::log).push(file));
        } finally {
            maps.ifPresent(ChangeRecorder::flush);
        }
    }

    private void log(Pushed pushed) {
        switch (pushed) {
            case Pushed.Stored(var object) ->
                session.log()
                        .info("FILE PATH: "
                                + object.key().substring(object.key().lastIndexOf('/') + 1));
            case Pushed.AlreadyThere _ ->
                session.log()
                        .info("WAL file '" + file.getFileName() + "' already archived with equal content, skipping");
        }
    }

    private void log(SentAlong along) {
        switch (along) {
            case SentAlong.Done done -> {
                String key = done.pushed().object().key();
                session.log().info("FILE PATH: " + key.substring(key.lastIndexOf('/') + 1));
            }
            case SentAlong.Failed failed ->
                session.log()
                        .error("Error of background uploader: "
                                + (failed.why() instanceof WalPushException e
                                        ? sentence(e)
                                        : Walg.sentence(failed.why())));
        }
    }

    static String sentence(WalPushException failure) {
        return switch (failure) {
            case WalPushException.Different e ->
                "WAL file '" + e.name() + "' already archived, contents differ, unable to overwrite";
            case WalPushException.Untold e ->
                "WAL file '" + e.name() + "' already archived, unable to compare: " + e.why();
            case WalPushException.Foreign e ->
                "WAL file '" + e.name() + "' is of the cluster " + e.cluster() + ", and the archive belongs to "
                        + e.owners() + "; WALKBACK_ANOTHER_CLUSTER=" + e.cluster() + " lets it in";
            case WalPushException.NoSegment e -> "WAL file '" + e.name() + "' is not that segment: " + e.why();
            case WalPushException.NoFile e -> "open " + e.path() + ": no such file or directory";
        };
    }
}
