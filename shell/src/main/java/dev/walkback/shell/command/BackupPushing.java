package dev.walkback.shell.command;

import dev.walkback.engine.push.BackupPushed;
import dev.walkback.engine.push.DeltaWish;
import dev.walkback.engine.push.PushRequest.Composition;
import dev.walkback.engine.push.lock.PushLock;
import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.lock.HeldPush;
import dev.walkback.shell.push.PushAsked;
import dev.walkback.shell.push.PushSettings;
import dev.walkback.shell.push.PushWiring;
import dev.walkback.shell.report.push.BackupPushedReport;
import dev.walkback.shell.report.push.DeltaStory;
import dev.walkback.shell.server.BackupSession;
import dev.walkback.shell.settings.Settings;
import dev.walkback.storage.MutableStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code backup push}. */
final class BackupPushing {

    private static final String LABEL = "walkback";

    private BackupPushing() {}

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        PushAsked asked = asked(invocation);
        if (invocation.arguments().isEmpty()) {
            return RemotePushing.run(asked, invocation, session);
        }
        String name = invocation.value("--storage").orElse("");
        MutableStorage storage = session.storages().openToChange(name);
        Settings settings = session.storages().settings(name);
        PushWiring.Target target = new PushWiring.Target(
                storage, session.storages().layers(name), session.storages().codec(name));
        PushSettings pushSettings = new PushSettings(settings, asked);
        BackupPushed pushed;
        DeltaStory story;
        try (BackupSession server = BackupSession.open(ServerChoice.of(invocation, session));
                PushProgress progress = new PushProgress(session)) {
            Clock clock = session.console().clock();
            PushLock.Manner manner =
                    invocation.has("--take-over") ? PushLock.Manner.TAKE_OVER : PushLock.Manner.CAREFUL;
            pushed = new HeldPush(storage, manner, clock)
                    .run(
                            server.facts(),
                            progress,
                            (beforeItCounts, events) -> PushWiring.push(
                                            asked, pushSettings, target, server, LABEL, clock, beforeItCounts, events)
                                    .run());
            story = progress.story();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        session.changed(name);
        session.reporter().show(new BackupPushedReport(pushed, story));
        return Exit.DONE;
    }

    private static PushAsked asked(Invocation invocation) {
        return new PushAsked(
                Path.of(invocation.argument(0)).toAbsolutePath().normalize(),
                invocation.has("--full"),
                invocation.has("--permanent"),
                invocation.has("--verify"),
                invocation.has("--store-all-corrupt"),
                composition(invocation),
                invocation.has("--without-files-metadata"),
                invocation.value("--delta-from-name").orElse(null),
                invocation.value("--delta-from-user-data").orElse(null),
                changes(invocation),
                invocation.value("--add-user-data").orElse(null),
                invocation.has("--turbo"),
                invocation.has("--without-wal-wait")
                        ? Duration.ZERO
                        : invocation.duration("--wal-wait").orElse(null),
                invocation.has("--unarchived"));
    }

    private static DeltaWish.@Nullable Changes changes(Invocation invocation) {
        return invocation
                .value("--changes")
                .map(word -> switch (word) {
                    case "reading" -> DeltaWish.Changes.BY_READING;
                    case "wal" -> DeltaWish.Changes.BY_MAPS_IF_THERE;
                    case "wal-only" -> DeltaWish.Changes.BY_MAPS_ONLY;
                    default -> DeltaWish.Changes.BY_SUMMARIES_IF_THERE;
                })
                .orElse(null);
    }

    private static @Nullable Composition composition(Invocation invocation) {
        return invocation
                .value("--composer")
                .map(word -> switch (word) {
                    case "rating" -> Composition.RATING;
                    case "copy" -> Composition.COPY;
                    case "database" -> Composition.DATABASE;
                    default -> Composition.REGULAR;
                })
                .orElse(null);
    }
}
