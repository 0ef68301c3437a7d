package dev.walkback.engine.restore.fetch;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.gate.MemberRule;
import dev.walkback.engine.tar.DamagedTarException;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Carries a {@link FetchPlan} out: all layers of a chain in one pass, newest first, the parts of each at once, and no page written
 * twice. Killed anywhere and called again it goes on: a part is finished when all that it brings is on the disk and the journal
 * says so, and everything else is done anew.
 *
 * <p>The directory becomes a cluster at the very end, when {@code pg_control} takes its place.
 */
public final class Fetch {

    private static final int SYNCING_AT_ONCE = 8;
    private static final int OPEN_FILES = 128;

    private final FetchPlan plan;
    private final ContentSource source;
    private final RestoreFolder folder;
    private final FetchLog log;
    private final Consumer<? super FetchEvent> events;
    private final Tree tree;
    private final PageMemory memory;
    /** One for each layer: a name that comes twice may do so in two tars. */
    private final Map<Integer, MemberRule> rules = new HashMap<>();

    private final Semaphore room = new Semaphore(OPEN_FILES);

    /**
     * @param source whose {@code atOnce} says how many parts are fetched at a time; its own events count stored bytes
     * @param events told by any of several threads
     */
    public Fetch(FetchPlan plan, ContentSource source, FetchLog log, Consumer<? super FetchEvent> events) {
        this.plan = plan;
        this.source = source;
        this.folder = new RestoreFolder(plan.destination().data());
        this.log = log;
        this.events = events;
        this.tree = new Tree(
                plan.destination().data(),
                plan.tablespaces(),
                plan.destination().wal(),
                Ownership.of(
                        plan.destination().owner(), plan.destination().data().getFileSystem()),
                plan.manner().inventedMode());
        this.memory = new PageMemory(folder.pages());
    }

    /**
     * Makes the folders and links that must be there before the first file, and the journal's own. For whoever opens a journal
     * in the directory; {@link #run()} does it too.
     */
    public void prepare() {
        try {
            new Layout(plan, tree).prepare(folder);
        } catch (IOException failed) {
            throw failure(plan.destination().data(), failed);
        }
    }

    /**
     * Returns when everything is on the disk.
     *
     * @throws FetchException when it cannot go on; so are storages' own exceptions
     */
    public FetchEvent.Brought run() throws InterruptedException {
        prepare();
        recall();
        rule();
        List<FetchPlan.Part> open =
                plan.parts().stream().filter(part -> !log.isFinished(part)).toList();
        events.accept(new FetchEvent.Planned(
                open.size(),
                open.stream().mapToLong(part -> part.tar().size()).sum(),
                plan.parts().size() - open.size()));
        FetchEvent.Brought sum = FetchEvent.Brought.NOTHING;
        try (ExecutorService syncing = Executors.newFixedThreadPool(SYNCING_AT_ONCE)) {
            int layers =
                    plan.parts().stream().mapToInt(FetchPlan.Part::layer).max().orElse(0) + 1;
            for (int layer = 0; layer < layers; layer++) {
                int mine = layer;
                sum = sum.plus(layer(
                        layer,
                        plan.parts().stream()
                                .filter(part -> !part.last() && part.layer() == mine)
                                .toList(),
                        syncing));
            }
            for (FetchPlan.Part last :
                    plan.parts().stream().filter(FetchPlan.Part::last).toList()) {
                if (!log.isFinished(last)) {
                    sum = sum.plus(part(last, syncing).sum());
                }
            }
        }
        finish();
        events.accept(new FetchEvent.Complete());
        return sum;
    }

    private void rule() {
        for (FetchPlan.Part part : plan.parts()) {
            MemberRule rule = rules.computeIfAbsent(
                    part.layer(), layer -> plan.selection().rule(part.backup(), layer));
            if (log.isFinished(part)) {
                rule.unpackedBefore(part.tar());
            }
        }
    }

    private void recall() {
        try {
            memory.drop(number ->
                    number < plan.parts().size() && log.isFinished(plan.parts().get(number)));
            for (FetchPlan.Part part : plan.parts()) {
                if (log.isFinished(part) && log.brought(part).increments() > 0) {
                    memory.recall(part.number());
                }
            }
        } catch (IOException failed) {
            throw new FetchException.Target(
                    folder.pages(), "what an earlier run left is unreadable: " + failed.getMessage(), failed);
        }
    }

    private FetchEvent.Brought layer(int layer, List<FetchPlan.Part> parts, ExecutorService syncing)
            throws InterruptedException {
        FetchEvent.Brought sum = FetchEvent.Brought.NOTHING;
        BitSet seen = new BitSet();
        long entries = 0;
        List<FetchPlan.Part> open = new ArrayList<>();
        for (FetchPlan.Part part : parts) {
            if (log.isFinished(part)) {
                entries += log.brought(part).entries();
            } else {
                open.add(part);
            }
        }
        for (Unpacking done : atOnce(open, syncing)) {
            sum = sum.plus(done.sum());
            seen.or(done.seen());
        }
        entries += seen.cardinality();
        if (entries < plan.selection().expected(layer)) {
            throw missing(layer, parts, plan.selection().expected(layer) - entries, seen);
        }
        return sum;
    }

    private FetchException.MissingEntries missing(int layer, List<FetchPlan.Part> parts, long count, BitSet seen) {
        List<String> some = plan.selection().unseen(layer, seen).stream()
                .mapToObj(plan.selection()::name)
                .filter(name ->
                        !Files.exists(plan.destination().data().resolve(Tree.path(name)), LinkOption.NOFOLLOW_LINKS))
                .limit(10)
                .toList();
        String backup = parts.isEmpty() ? "" : parts.getFirst().backup().name().text();
        return new FetchException.MissingEntries(backup, count, some);
    }

    private List<Unpacking> atOnce(List<FetchPlan.Part> parts, ExecutorService syncing) throws InterruptedException {
        List<Unpacking> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(source.atOnce())) {
            ExecutorCompletionService<Unpacking> finished = new ExecutorCompletionService<>(threads);
            parts.forEach(part -> finished.submit(() -> part(part, syncing)));
            try {
                for (int i = 0; i < parts.size(); i++) {
                    done.add(finished.take().get());
                }
            } catch (ExecutionException failed) {
                throw asRuntime(Objects.requireNonNullElse(failed.getCause(), failed));
            } finally {
                threads.shutdownNow();
            }
        }
        return done;
    }

    private Unpacking part(FetchPlan.Part part, ExecutorService threads) throws InterruptedException {
        events.accept(new FetchEvent.Started(part));
        log.begun(part);
        Syncing syncing = new Syncing(threads, room);
        Unpacking unpacking = new Unpacking(
                plan, part, tree, staged(), memory, syncing, Objects.requireNonNull(rules.get(part.layer())), events);
        try (InputStream plain = source.open(part.tar())) {
            unpacking.read(plain);
            syncing.await();
            if (part.listed() >= 0 && unpacking.seen().cardinality() < part.listed()) {
                throw new FetchException.MissingEntries(
                        part.key(), part.listed() - unpacking.seen().cardinality(), List.of());
            }
            tree.persist(unpacking.folders());
            memory.keep(part.number(), unpacking.pages());
        } catch (DamagedTarException damaged) {
            throw new FetchException.DamagedPart(part.key(), damaged.why(), damaged);
        } catch (IOException failed) {
            throw failure(plan.destination().data(), failed);
        }
        log.finished(part, unpacking.sum());
        events.accept(new FetchEvent.Finished(part, unpacking.sum()));
        return unpacking;
    }

    private Path staged() {
        return folder.path().resolve("pg_control");
    }

    private void finish() {
        try {
            new Layout(plan, tree).complete();
            if (Files.exists(staged(), LinkOption.NOFOLLOW_LINKS)) {
                Path control = tree.file("global/pg_control");
                Files.move(staged(), control, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                try (FileChannel file = FileChannel.open(control, StandardOpenOption.READ)) {
                    file.force(true);
                }
                tree.persist(List.of(tree.folder("global")));
            }
            memory.drop(part -> false);
        } catch (IOException failed) {
            throw failure(plan.destination().data(), failed);
        }
    }

    private FetchException failure(Path place, IOException failed) {
        return Refusal.of(place, failed, plan.plainBytes());
    }

    private RuntimeException asRuntime(Throwable cause) throws InterruptedException {
        return switch (cause) {
            case Error error -> throw error;
            case InterruptedException told ->
                new StorageException.Interrupted(source.storage().location(), "fetch", told);
            case RuntimeException failure -> failure;
            default -> new UncheckedIOException(new IOException(cause));
        };
    }
}
