package dev.walkback.shell.command;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.wal.change.ChangeRecorder;
import dev.walkback.engine.walpush.PushFolder;
import dev.walkback.engine.walpush.PushRound;
import dev.walkback.engine.walpush.WalMetadata;
import dev.walkback.engine.walpush.WalPusher;
import dev.walkback.engine.walspool.Answer;
import dev.walkback.engine.walspool.PushSpool;
import dev.walkback.engine.walspool.UploadLimits;
import dev.walkback.engine.walspool.Uploader;
import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.Wording;
import dev.walkback.shell.settings.Settings;
import dev.walkback.shell.settings.WalPushSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code wal upload}. */
final class WalUpload {

    private static final int MOST_AT_ONCE = 1000;

    private WalUpload() {}

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        String storage = invocation.value("--storage").orElse("");
        Settings settings = session.storages().settings(storage);
        WalPushSettings push = WalPushSettings.of(settings);
        Path directory = Path.of("").toAbsolutePath();
        Path data = invocation.value("--data").map(directory::resolve).orElse(push.data());
        PushSpool spool =
                new PushSpool(directory.resolve(invocation.argument(0)).normalize());
        if (!Files.isRegularFile(spool.script())) {
            throw new UsageError(
                    ErrorCode.BAD_VALUE,
                    spool.folder() + " is no spool",
                    "wal push --spool makes one, with a script in it that starts this",
                    List.of());
        }
        ContentSink sink = new ContentSink(
                session.storages().openToChange(storage),
                session.storages().layers(storage),
                session.storages().codec(storage));
        Optional<ChangeRecorder> maps = push.recorder(
                sink, PushFolder.of(data.resolve("pg_wal/none"), data), sentence -> log(session, sentence));
        WalPusher pusher = new WalPusher(
                sink,
                push.manner(),
                file -> maps.ifPresent(recorder -> {
                    recorder.accept(file);
                    recorder.flush();
                }));
        PushRound.Limits alone = new PushRound.Limits(0, 0, false);
        String archive = sink.storage().location().text();
        Uploader uploader = new Uploader(
                spool,
                file -> pushed(
                        file,
                        new PushRound(
                                pusher,
                                new WalMetadata(
                                        sink,
                                        push.metadata(),
                                        PushFolder.of(file, data).state()),
                                PushFolder.of(file, data),
                                alone,
                                along -> {})),
                archive,
                data,
                limits(settings, push.metadata()),
                WalUpload::answer,
                sentence -> log(session, sentence));
        log(session, "stores what " + data + " has ready in " + archive);
        try {
            Uploader.Ending ending = uploader.run();
            log(session, "ended: " + ending.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Exit.DONE;
    }

    private static void pushed(Path file, PushRound round) throws IOException {
        round.push(file);
    }

    private static void log(Session session, String sentence) {
        session.reporter().say(session.console().clock().instant() + " " + sentence);
    }

    /** One object tells of sixteen segments, and whatever comes before the sixteenth has to be known by then: so in their order. */
    private static UploadLimits limits(Settings settings, WalMetadata.Mode metadata) {
        long atOnce = settings.number("WALG_UPLOAD_CONCURRENCY").orElseThrow();
        return new UploadLimits(
                metadata == WalMetadata.Mode.BULK ? 1 : Math.clamp(atOnce, 1, MOST_AT_ONCE),
                settings.duration("WALKBACK_PUSH_IDLE").orElseThrow());
    }

    /** As if the script had run {@code wal push}. */
    private static Answer answer(Throwable failure) {
        Problem problem = new Wording("").of(failure).orElse(null);
        if (problem == null) {
            return new Answer(Exit.BUG.code(), failure.toString());
        }
        int code = problem.code().exit().code();
        return new Answer(
                code < 1 || code > Exit.BUG.code() ? Exit.FAILED.code() : code,
                problem.what() + (problem.why().isEmpty() ? "" : ": " + problem.why()));
    }
}
