package dev.walkback.engine.push;

import dev.walkback.engine.backup.TablespaceSpec;
import dev.walkback.engine.push.pack.Chosen;
import dev.walkback.engine.push.pack.Composer;
import dev.walkback.engine.push.pack.PackedFile;
import dev.walkback.engine.push.pack.Packing;
import dev.walkback.engine.push.pack.PackingWatch;
import dev.walkback.engine.push.pack.Treatments;
import dev.walkback.engine.push.walk.DataWalk;
import dev.walkback.engine.push.walk.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Walks the data directory and tells a composer of what is to be packed. */
final class Finding implements Packing.Finding, Found {

    private final Path root;
    private final Composer composer;
    private final Treatments treatments;
    private final Predicate<String> without;
    private final List<PackingWatch> watches;
    private final Consumer<? super PushEvent> events;
    private final DataWalk walk;
    private @Nullable WalkedFile control;

    Finding(
            Path root,
            Composer composer,
            Treatments treatments,
            Predicate<String> without,
            List<PackingWatch> watches,
            Consumer<? super PushEvent> events) {
        this.root = root;
        this.composer = composer;
        this.treatments = treatments;
        this.without = without;
        this.watches = watches;
        this.events = events;
        this.walk = new DataWalk(root, this);
    }

    @Override
    public void run() throws IOException, InterruptedException {
        walk.run();
    }

    @Override
    public void file(WalkedFile file) throws InterruptedException {
        if (without.test(file.name())) {
            return;
        }
        if (composer.has(file.name())) {
            events.accept(new PushEvent.FileDone(0));
            return;
        }
        Treatment treatment = file.kind() == WalkedFile.Kind.FILE ? treatments.of(file) : Treatment.WHOLE;
        if (treatment instanceof Treatment.Unchanged) {
            watches.forEach(watch -> watch.skipped(PackedFile.skipped(file)));
            events.accept(new PushEvent.FileDone(0));
        } else {
            composer.add(new Chosen(file, treatment));
        }
    }

    @Override
    public void control(WalkedFile file) {
        control = file;
    }

    @Override
    public void leftOut(Path path, String why) {
        events.accept(new PushEvent.Note(path + " is left out: " + why));
    }

    WalkedFile control() {
        if (control == null) {
            throw new PushRefused(new PushRefused.Why.NoControlFile(root.resolve("global/pg_control")));
        }
        return control;
    }

    long catalogBytes() {
        return walk.catalogBytes();
    }

    @Nullable
    TablespaceSpec tablespaces() {
        return walk.tablespaces();
    }
}
