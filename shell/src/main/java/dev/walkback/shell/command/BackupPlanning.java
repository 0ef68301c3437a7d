package dev.walkback.shell.command;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.push.Parent;
import dev.walkback.engine.push.ServerFacts;
import dev.walkback.engine.push.estimate.EarlierPushes;
import dev.walkback.engine.push.estimate.PushEstimate;
import dev.walkback.engine.push.estimate.PushSurvey;
import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.push.PushAsked;
import dev.walkback.shell.push.PushSettings;
import dev.walkback.shell.push.PushWiring;
import dev.walkback.shell.report.push.BackupPlanned;
import dev.walkback.shell.server.BackupSession;
import dev.walkback.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code backup plan}: what {@code backup push} would come to. */
final class BackupPlanning {

    private BackupPlanning() {}

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        String name = invocation.value("--storage").orElse("");
        Storage storage = session.storages().open(name);
        PushAsked asked = new PushAsked(
                Path.of(invocation.argument(0)).toAbsolutePath().normalize(),
                invocation.has("--full"),
                false,
                false,
                false,
                null,
                false,
                invocation.value("--delta-from-name").orElse(null),
                invocation.value("--delta-from-user-data").orElse(null),
                null,
                null,
                false,
                null,
                true);
        PushSettings settings = new PushSettings(session.storages().settings(name), asked);
        try (BackupSession server = BackupSession.open(ServerChoice.of(invocation, session))) {
            ServerFacts facts = server.facts();
            @Nullable
            Parent parent = PushWiring.parent(
                            asked, settings, storage, session.storages().layers(name))
                    .parent(facts)
                    .orElse(null);
            PushSurvey survey = PushSurvey.of(asked.directory(), facts.dataDirectory(), parent);
            List<Backup> backups = backups(session.archive(invocation), facts);
            PushEstimate estimate =
                    PushEstimate.of(survey, parent, EarlierPushes.of(backups, parent != null), free(storage));
            session.reporter().show(new BackupPlanned(estimate));
            return estimate.isTooLarge() ? Exit.FINDINGS : Exit.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Backup> backups(Archive archive, ServerFacts facts) {
        return Optional.ofNullable(facts.identifier())
                .flatMap(archive::cluster)
                .map(Cluster::backups)
                .orElse(List.of());
    }

    /** Of the disk that the archive lies on, where it is one of this machine. */
    private static OptionalLong free(Storage storage) {
        String place = storage.location().text();
        if (!place.startsWith("file:")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    Files.getFileStore(Path.of(URI.create(place))).getUsableSpace());
        } catch (IOException | IllegalArgumentException untold) {
            return OptionalLong.empty();
        }
    }
}
