package dev.walkback.bench.fetch;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.ArchiveReader;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.plan.Journal;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.fetch.Fetch;
import dev.walkback.engine.restore.fetch.FetchEvent;
import dev.walkback.engine.restore.fetch.FetchLog;
import dev.walkback.engine.restore.fetch.FetchPlan;
import dev.walkback.engine.restore.fetch.Manner;
import dev.walkback.storage.Storage;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Unpacks a backup of a folder's archive with nothing around it: to be looked at with a profiler. */
final class EngineAlone {

    private EngineAlone() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        Path data = Path.of(words[1]);
        Storage storage = new LocalStorage(Path.of(words[0]), Links.INSIDE, Clock.systemUTC());
        int atOnce = words.length > 3 ? Integer.parseInt(words[3]) : 4;
        ContentSource source = new ContentSource(storage, Layers.unencrypted(), atOnce, event -> {});
        Archive archive = ArchiveReader.plain(Clock.systemUTC()).read(storage, Layers.unencrypted());
        Map<BackupName, Backup> backups = new HashMap<>();
        archive.clusters().getFirst().backups().forEach(backup -> backups.put(backup.name(), backup));
        Backup wanted = words[2].equals("LATEST")
                ? archive.clusters().getFirst().backups().getLast()
                : backups.get(new BackupName(words[2]));
        Chain chain = Chain.of(
                java.util.Objects.requireNonNull(wanted),
                name -> Optional.ofNullable(backups.get(name)),
                timeline -> Optional.empty());
        FetchPlan plan = FetchPlan.of(
                chain, backup -> metadata(source, backup), Destination.of(data), Map.of(), name -> true, Manner.OURS);
        RestoreFolder folder = new RestoreFolder(data.toAbsolutePath());
        Files.createDirectories(folder.path());
        try (Journal journal = Journal.continuing(folder.journal(), Clock.systemUTC())) {
            journal.begin(Plan.of("fetch", plan.steps(), List.of()));
            FetchEvent.Brought brought = new Fetch(plan, source, FetchLog.of(journal, 0, List.of()), e -> {}).run();
            System.out.println(brought);
        }
    }

    private static @Nullable FilesMetadata metadata(ContentSource source, Backup backup) {
        if (backup.objects().filesMetadata() == null) {
            return null;
        }
        try (InputStream json = source.open(backup.objects().filesMetadata())) {
            return FilesMetadata.read(json).optional().orElse(null);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
