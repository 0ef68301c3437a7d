package dev.walkback.engine.restore.fetch;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.plan.Journal;
import dev.walkback.engine.plan.JournalReader;
import dev.walkback.engine.plan.JournaledRun;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.verify.OpenedArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Plans and carries out as a command does, journal and all. */
final class Fetching {

    private Fetching() {}

    static Chain chain(OpenedArchive archive, BackupName name) {
        Map<BackupName, Backup> backups = new HashMap<>();
        archive.archive()
                .clusters()
                .forEach(cluster -> cluster.backups().forEach(backup -> backups.put(backup.name(), backup)));
        return Chain.of(
                Objects.requireNonNull(backups.get(name)),
                each -> Optional.ofNullable(backups.get(each)),
                timeline -> Optional.empty());
    }

    static FetchPlan plan(Chain chain, ContentSource source, Path data, Map<String, Path> tablespaces, Manner manner) {
        return FetchPlan.of(
                chain, backup -> metadata(source, backup), Destination.of(data), tablespaces, name -> true, manner);
    }

    /** Each into a folder of its own beside the data directory. */
    static Map<String, Path> tablespaces(Chain chain, Path folder) {
        Map<String, Path> places = new TreeMap<>();
        chain.members()
                .getLast()
                .sentinel()
                .optional()
                .map(Sentinel::spec)
                .ifPresent(spec -> spec.places().keySet().forEach(name -> places.put(name, folder.resolve(name))));
        return places;
    }

    static FilesMetadata metadata(ContentSource source, Backup backup) {
        if (backup.objects().filesMetadata() == null) {
            return null;
        }
        try (InputStream json = source.open(backup.objects().filesMetadata())) {
            return FilesMetadata.read(json).optional().orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A run from wherever an earlier one ended. */
    static FetchEvent.Brought run(FetchPlan plan, ContentSource source, Consumer<? super FetchEvent> events)
            throws InterruptedException, IOException {
        RestoreFolder folder = new RestoreFolder(plan.destination().data());
        List<JournaledRun.Entry> earlier = Files.exists(folder.journal())
                ? JournalReader.read(folder.journal()).entries()
                : List.of();
        Files.createDirectories(folder.path());
        try (Journal journal = Journal.continuing(folder.journal(), Clock.systemUTC())) {
            journal.begin(Plan.of("fetch", plan.steps(), List.of()));
            FetchEvent.Brought brought = new Fetch(plan, source, FetchLog.of(journal, 0, earlier), events).run();
            journal.end(Journal.Ending.DONE);
            return brought;
        }
    }
}
