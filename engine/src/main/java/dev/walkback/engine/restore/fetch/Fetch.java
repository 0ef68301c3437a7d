package dev.walkback.engine.restore.fetch;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.gate.MemberRule;
import dev.walkback.engine.tar.DamagedTarException;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Carries a {@link FetchPlan} out: all layers of a chain in one pass, newest first, the parts of each at once, and no page written
 * twice. Killed anywhere and called again it goes on: a part is finished when all that it brings is on the disk and the journal
 * says so, and everything else is done anew.
 *
 * <p>The directory becomes a cluster at the very end, when {@code pg_control} takes its place.
 */
public final class Fetch {

    /** Of each part; the disk makes one of many requests. */
    private static final int SYNCING_AT_ONCE = 4;

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

    /** Into files, in this run and before. */
    private final LongAdder written = new LongAdder();

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
        this.events = event -> {
            if (event instanceof FetchEvent.Written(FetchPlan.Part part, long more)) {
                written.add(more);
            }
            events.accept(event);
        };
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
        FetchEvent.Brought sum = perform(open);
        finish();
        events.accept(new FetchEvent.Complete());
        return sum;
    }

    private void rule() {
        for (FetchPlan.Part part : plan.parts()) {
            MemberRule rule = rules.computeIfAbsent(
                    part.layer(), layer -> plan.selection().rule(part.backup(), layer));
            if (log.isFinished(part)) {
                written.add(log.brought(part).writtenBytes());
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

    /** In the parts' order, several at once: whoever waits for a newer layer has begun to read. */
    private FetchEvent.Brought perform(List<FetchPlan.Part> parts) throws InterruptedException {
        Stages stages = new Stages(plan, log);
        FetchEvent.Brought sum = FetchEvent.Brought.NOTHING;
        int workers = Math.clamp(parts.size(), 1, source.atOnce());
        try (ExecutorService beside = Executors.newCachedThreadPool();
                ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            ExecutorCompletionService<FetchEvent.Brought> finished = new ExecutorCompletionService<>(threads);
            parts.forEach(part -> finished.submit(() -> part(part, stages, beside)));
            try {
                for (int i = 0; i < parts.size(); i++) {
                    sum = sum.plus(finished.take().get());
                }
            } catch (ExecutionException failed) {
                throw asRuntime(Objects.requireNonNullElse(failed.getCause(), failed));
            } finally {
                threads.shutdownNow();
            }
        }
        return sum;
    }

    private FetchEvent.Brought part(FetchPlan.Part part, Stages stages, ExecutorService beside)
            throws InterruptedException {
        Syncing syncing = new Syncing(beside, room, SYNCING_AT_ONCE);
        try (InputStream plain = source.open(part.tar());
                ReadAhead ahead = new ReadAhead(plain, beside)) {
            stages.awaitTurn(part);
            events.accept(new FetchEvent.Started(part));
            log.begun(part);
            MemberRule rule = Objects.requireNonNull(rules.get(part.layer()));
            Unpacking unpacking = new Unpacking(plan, part, tree, staged(), memory, syncing, rule, events, ahead);
            unpacking.read();
            checkListed(part, unpacking);
            memory.add(unpacking.pages());
            stages.written(part, unpacking.seen());
            syncing.await();
            tree.persist(unpacking.folders());
            memory.keep(part.number(), unpacking.pages());
            stages.awaitNewer(part);
            log.finished(part, unpacking.sum());
            events.accept(new FetchEvent.Finished(part, unpacking.sum()));
            stages.finished(part);
            return unpacking.sum();
        } catch (DamagedTarException damaged) {
            throw new FetchException.DamagedPart(part.key(), damaged.why(), damaged);
        } catch (InterruptedIOException | ClosedByInterruptException told) {
            throw new InterruptedException();
        } catch (IOException failed) {
            throw failure(plan.destination().data(), failed);
        } finally {
            syncing.settle();
        }
    }

    private static void checkListed(FetchPlan.Part part, Unpacking unpacking) {
        long missing = part.listed() - unpacking.seen().cardinality();
        if (part.listed() >= 0 && missing > 0) {
            throw new FetchException.MissingEntries(part.key(), missing, List.of());
        }
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
        return Refusal.of(place, failed, plan.plainBytes() - written.sum());
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
