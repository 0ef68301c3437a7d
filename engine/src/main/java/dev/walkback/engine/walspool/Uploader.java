package dev.walkback.engine.walspool;

import dev.walkback.engine.walfetch.ServerWatch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stores what a server has ready, ahead of its asking, and acknowledges it in a {@link PushSpool}. One thread decides; others push.
 * What it remembers could be lost at any moment: whoever takes over after a kill pushes again what was not acknowledged, and the
 * archive says of equal content that it has it.
 */
public final class Uploader {

    /** Why it ended. */
    public enum Ending {
        /** Another one has this spool. */
        TAKEN,
        SERVER_GONE,
        /** The server asked for nothing: nothing was ready, or its archive_command is another by now. */
        IDLE
    }

    private static final long TICK_MILLIS = 10;
    private static final long QUIET_TICK_MILLIS = 50;
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long WATCH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Looking what is ready may take a twentieth of the time: there can be a hundred thousand of them after an outage. */
    private static final long LOOK_SHARE = 20;

    private final PushSpool spool;
    private final UploadDesk desk;
    private final Push push;
    private final String archive;
    private final Path data;
    private final UploadLimits limits;
    private final Function<Throwable, Answer> wording;
    private final Consumer<String> log;

    private final Map<String, Errand> errands = new HashMap<>();
    private final LinkedBlockingQueue<Result> results = new LinkedBlockingQueue<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final Map<String, Regret> regrets = new HashMap<>();
    private List<String> ready = List.of();
    private String position = "";
    private long lookAfter;
    private long askedAt;
    private long busyAt;

    /** A file on its way, and who waits for it. */
    private record Errand(Path file, List<UploadDesk.Ask> asks) {}

    /** What a pushing thread brings back: the identity of what it stored, or why it did not. */
    private record Result(
            String name,
            @Nullable FileIdentity stored,
            @Nullable Throwable failure) {}

    /**
     * @param archive which archive it is, so that nothing acknowledged for another counts
     * @param data the server's data directory
     * @param wording what the script is to say and end with for a failure
     * @param log told in sentences what a person might look for afterwards
     */
    public Uploader(
            PushSpool spool,
            Push push,
            String archive,
            Path data,
            UploadLimits limits,
            Function<Throwable, Answer> wording,
            Consumer<String> log) {
        this.spool = spool;
        this.desk = new UploadDesk(spool);
        this.push = push;
        this.archive = archive;
        this.data = data;
        this.limits = limits;
        this.wording = wording;
        this.log = log;
    }

    /** Works until there is nothing to do any more. Interrupting the thread ends it at once. */
    public Ending run() throws IOException, InterruptedException {
        try (FileChannel file = FileChannel.open(spool.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = tried(file)) {
            if (lock == null) {
                return Ending.TAKEN;
            }
            desk.signIn();
            desk.beat();
            try (ExecutorService threads = Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("push-", 0).factory())) {
                try {
                    desk.clearLeftovers();
                    desk.takeUp(archive);
                    return work(threads);
                } finally {
                    threads.shutdownNow();
                }
            } finally {
                desk.signOut();
            }
        }
    }

    private static @Nullable FileLock tried(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    private Ending work(ExecutorService threads) throws IOException, InterruptedException {
        ServerWatch watch = new ServerWatch(data);
        Path wal = Files.isDirectory(data.resolve("pg_wal")) ? data.resolve("pg_wal") : data.resolve("pg_xlog");
        keepWhatIsTrue(wal);
        long beat = System.nanoTime();
        long watched = beat;
        askedAt = beat;
        busyAt = beat;
        while (true) {
            long now = System.nanoTime();
            takePosition(now);
            takeAsks(now, threads);
            pushAhead(wal, now, threads);
            if (now - beat >= BEAT_NANOS) {
                beat();
                beat = now;
            }
            if (now - watched >= WATCH_NANOS) {
                watched = now;
                if (!desk.isOurs()) {
                    return Ending.TAKEN;
                }
                if (watch.isGone()) {
                    // who knows what becomes of its files before it comes back
                    desk.forgetAll();
                    return Ending.SERVER_GONE;
                }
                if (errands.isEmpty() && now - askedAt > limits.idle().toNanos()) {
                    return Ending.IDLE;
                }
            }
            boolean quiet = errands.isEmpty() && now - busyAt > QUIET_NANOS;
            Result first = results.poll(quiet ? QUIET_TICK_MILLIS : TICK_MILLIS, TimeUnit.MILLISECONDS);
            for (Result result = first; result != null; result = results.poll()) {
                settle(result);
            }
        }
    }

    /** A full disk under the spool keeps nobody from pushing: the script takes silence for a death, and pushes by itself. */
    private void beat() {
        try {
            desk.beat();
        } catch (IOException noRoom) {
            log.accept("no sign of life could be given: " + noRoom);
        }
    }

    /** Of what another uploader acknowledged. */
    private void keepWhatIsTrue(Path wal) throws IOException {
        for (String name : desk.acknowledged()) {
            try {
                if (desk.isAcknowledged(name, FileIdentity.of(wal.resolve(name)))) {
                    acknowledged.add(name);
                    continue;
                }
            } catch (NoSuchFileException recycled) {
                // and the server need not be told of it any more
            }
            desk.forget(name);
        }
    }

    /** What the script found acknowledged, and did not ask. */
    private void takePosition(long now) throws IOException {
        String last = desk.position();
        if (!last.equals(position)) {
            position = last;
            askedAt = now;
        }
    }

    private void takeAsks(long now, ExecutorService threads) throws IOException {
        for (UploadDesk.Ask ask : desk.asks()) {
            askedAt = now;
            busyAt = now;
            String name = ask.file().getFileName().toString();
            Errand errand = errands.get(name);
            if (errand != null) {
                if (!errand.asks().contains(ask)) {
                    errand.asks().add(ask);
                }
            } else if (isAcknowledged(name, ask.file())) {
                desk.done(ask);
            } else {
                // even where all hands are full: the server waits for this one
                send(new Errand(ask.file(), new ArrayList<>(List.of(ask))), threads);
            }
        }
    }

    private boolean isAcknowledged(String name, Path file) throws IOException {
        try {
            return desk.isAcknowledged(name, FileIdentity.of(file));
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private void pushAhead(Path wal, long now, ExecutorService threads) throws IOException {
        if (now >= lookAfter) {
            ready = ReadyFiles.in(wal);
            lookAfter = now + LOOK_SHARE * (System.nanoTime() - now);
            forgetWhatWasTaken();
        }
        for (String name : ready) {
            if (errands.size() >= limits.atOnce()) {
                return;
            }
            Regret regret = regrets.get(name);
            if (!errands.containsKey(name)
                    && !acknowledged.contains(name)
                    && (regret == null || regret.isOver(now))
                    && Files.exists(wal.resolve(name))) {
                busyAt = now;
                send(new Errand(wal.resolve(name), new ArrayList<>()), threads);
            }
        }
    }

    /** The server believed it, and said so by taking the name off its list. */
    private void forgetWhatWasTaken() throws IOException {
        Set<String> waiting = new HashSet<>(ready);
        for (String name : Set.copyOf(acknowledged)) {
            if (!waiting.contains(name)) {
                acknowledged.remove(name);
                desk.forget(name);
            }
        }
        regrets.keySet().retainAll(waiting);
    }

    private void send(Errand errand, ExecutorService threads) {
        String name = errand.file().getFileName().toString();
        errands.put(name, errand);
        threads.execute(() -> {
            try {
                results.add(new Result(name, pushed(errand.file()), null));
            } catch (Throwable failure) {
                // an Error too has to reach the script; in this thread nobody would hear of it
                results.add(new Result(name, null, failure));
            }
        });
    }

    private FileIdentity pushed(Path file) throws IOException, InterruptedException {
        FileIdentity before = FileIdentity.of(file);
        push.push(file);
        FileIdentity after = FileIdentity.of(file);
        if (!after.equals(before)) {
            throw new IOException(file + " changed while it was read");
        }
        return after;
    }

    private void settle(Result result) throws IOException {
        Errand errand = Objects.requireNonNull(errands.remove(result.name()));
        busyAt = System.nanoTime();
        Throwable failure =
                result.stored() == null ? result.failure() : failureToAcknowledge(result.name(), result.stored());
        if (failure == null) {
            acknowledged.add(result.name());
            regrets.remove(result.name());
            for (UploadDesk.Ask ask : errand.asks()) {
                desk.done(ask);
            }
            return;
        }
        if (failure instanceof NoSuchFileException && errand.asks().isEmpty()) {
            // it was taken since we looked
            return;
        }
        Answer answer = wording.apply(failure);
        Regret before = regrets.get(result.name());
        if (before == null || !before.why().equals(answer.sentence())) {
            log.accept(result.name() + ": " + answer.sentence());
        }
        regrets.put(result.name(), Regret.after(before, answer.sentence(), busyAt));
        for (UploadDesk.Ask ask : errand.asks()) {
            say(ask, answer);
        }
    }

    /** Whoever hears nothing gives up after a while, and the server asks again. */
    private void say(UploadDesk.Ask ask, Answer answer) {
        try {
            desk.say(ask, answer);
        } catch (IOException noRoom) {
            log.accept("nothing could be answered: " + noRoom);
        }
    }

    private @Nullable Throwable failureToAcknowledge(String name, FileIdentity stored) {
        try {
            desk.acknowledge(name, stored);
            return null;
        } catch (IOException noRoom) {
            return noRoom;
        }
    }
}
