package dev.walkback.engine.restore.walk;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.restore.Layout;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.RestoreStep;
import dev.walkback.engine.restore.directory.Owner;
import dev.walkback.engine.restore.directory.Preparation;
import dev.walkback.engine.restore.fetch.Fetch;
import dev.walkback.engine.restore.fetch.FetchEvent;
import dev.walkback.engine.restore.fetch.FetchLog;
import dev.walkback.engine.restore.fetch.FetchPlan;
import dev.walkback.engine.restore.fetch.Manner;
import dev.walkback.engine.restore.partial.DatabaseChoice;
import dev.walkback.engine.restore.settings.SettingsDraft;
import dev.walkback.engine.restore.settings.SettingsWriter;
import dev.walkback.engine.restore.stage.StageContents;
import dev.walkback.engine.restore.stage.Staged;
import dev.walkback.engine.restore.stage.WalStage;
import dev.walkback.engine.restore.stage.WalStager;
import dev.walkback.engine.walfetch.StreamGuard;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Does the phases that put something on this machine, each from where an earlier run ended. */
public final class Effects {

    private final RestoreRun run;
    private final RestorePlan plan;
    private final Clock clock;

    public Effects(RestoreRun run, Clock clock) {
        this.run = run;
        this.plan = run.plan();
        this.clock = clock;
    }

    public void directory() throws IOException, InterruptedException {
        Preparation preparation = new Preparation(plan, clock);
        run.eachOf(Phase.DIRECTORY, steps -> List.of(preparation.perform(steps.getFirst())));
    }

    /**
     * @param source told of the stored bytes that are read
     */
    public void fetch(ContentSource source, DatabaseChoice wanted, Consumer<FetchEvent> events)
            throws IOException, InterruptedException {
        FetchPlan parts = FetchPlan.of(
                plan.chain(),
                backup -> metadata(backup, source),
                plan.request().destination(),
                places(),
                wanted::wants,
                Manner.OURS);
        try {
            new Fetch(parts, source, FetchLog.of(run.journal(), plan.steps(), run.entries()), events).run();
        } catch (InterruptedException | RuntimeException failure) {
            run.endedBy(failure);
            throw failure;
        }
        // what no page was wanted of, and documents that were read on the way
        run.allOf(Phase.FETCH, steps -> Collections.nCopies(steps.size(), Facts.NONE.with("needed", false)));
    }

    private @Nullable FilesMetadata metadata(Backup backup, ContentSource source) {
        ObjectInfo object = backup.objects().filesMetadata();
        if (object == null) {
            return null;
        }
        if (backup.name().equals(plan.chain().members().getLast().name())) {
            return plan.basis().files().optional().orElse(null);
        }
        try (InputStream json = source.open(object)) {
            return switch (FilesMetadata.read(json)) {
                case Document.Read<FilesMetadata>(FilesMetadata read) -> read;
                case Document.Absent<FilesMetadata> _ -> null;
                case Document.Unreadable<FilesMetadata>(String why) ->
                    throw new StorageException.Damaged(source.storage().location(), object.key(), why, null);
            };
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Map<String, Path> places() {
        Map<String, Path> places = new TreeMap<>();
        for (Layout.Tablespace tablespace : plan.layout().tablespaces()) {
            places.put(tablespace.number(), tablespace.place());
        }
        return places;
    }

    /** @return what is staged now, also when an earlier run did all of it */
    public Staged stage(Cluster cluster, ContentSource source) throws IOException, InterruptedException {
        boolean promoting = !plan.request().server().standby();
        WalStager stager = new WalStager(
                source, new WalStage(plan.request().stage()), plan.layout().owner());
        Staged[] staged = new Staged[1];
        run.allOf(Phase.WAL, steps -> {
            staged[0] = stager.stage(StageContents.of(cluster, plan.route(), promoting));
            return steps.stream().map(Effects::staged).toList();
        });
        return staged[0] == null ? stager.stage(StageContents.of(cluster, plan.route(), promoting)) : staged[0];
    }

    /** For a server whose WAL is brought while it replays: the script that asks for it, and its spool. */
    public void stream(StreamGuard guard) throws IOException, InterruptedException {
        run.allOf(Phase.WAL, steps -> {
            guard.write();
            if (plan.layout().owner() != null) {
                Owner owner =
                        Owner.named(plan.layout().owner(), plan.layout().data().getFileSystem());
                try (Stream<Path> files = Files.walk(guard.spool().folder())) {
                    for (Path file : files.toList()) {
                        owner.give(file);
                    }
                }
            }
            return Collections.nCopies(steps.size(), Facts.NONE.with("streamed", true));
        });
    }

    private @Nullable Owner owner() throws IOException {
        String name = plan.layout().owner();
        return name == null ? null : Owner.named(name, plan.layout().data().getFileSystem());
    }

    private void giveAll(Path folder) throws IOException {
        Owner owner = owner();
        if (owner == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                owner.give(file);
            }
        }
    }

    private static Facts staged(RestoreStep step) {
        return Facts.NONE.with("staged", step.object());
    }

    /** @return what was written, also when an earlier run did it */
    public SettingsDraft settings(String streaming) throws IOException, InterruptedException {
        SettingsDraft draft = ServerOrder.draft(plan, streaming);
        run.allOf(Phase.SETTINGS, steps -> {
            new SettingsWriter(plan.layout().data(), owner()).write(draft);
            // the server syncs all that is in its directory, and its user wants to read what was done
            giveAll(new RestoreFolder(plan.layout().data()).path());
            return steps.stream()
                    .map(step -> Facts.NONE.with("lines", (long) draft.block().size()))
                    .toList();
        });
        return draft;
    }
}
