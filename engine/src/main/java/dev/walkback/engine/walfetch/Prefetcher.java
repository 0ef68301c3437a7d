package dev.walkback.engine.walfetch;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.FoundObjects;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link Spool} filled ahead of a server that recovers, and answers what its script asks. One thread decides, looking at the
 * folder a hundred times a second while there is something to do; others fetch. Nothing is remembered that could not be lost: whoever
 * takes over after a kill finds what is whole, checks it again, and goes on.
 */
public final class Prefetcher {

    /** Why it ended. */
    public enum Ending {
        /** Another one has this spool. */
        TAKEN,
        SERVER_GONE,
        RECOVERED,
        /** Nothing was asked for. */
        IDLE
    }

    private static final long TICK_MILLIS = 10;
    private static final long QUIET_TICK_MILLIS = 50;
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long WATCH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** PostgreSQL asks for the end twice running; a standby asks again after seconds, and new WAL must be seen then. */
    private static final long ABSENT_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    /** What failed ahead of being asked for is not tried again at once. */
    private static final long SORRY_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** After a disk was too full, or otherwise not to be written, nothing is fetched that nobody waits for. */
    private static final long CRAMPED_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int LOOK_AT = 128;

    private final Spool spool;
    private final SpoolDesk desk;
    private final ContentSource source;
    private final @Nullable Path data;
    private final PrefetchLimits limits;
    private final ToIntFunction<Throwable> exitCodes;
    private final Consumer<String> log;

    private final Pace pace = new Pace();
    private final Map<String, Errand> errands = new HashMap<>();
    private final ConcurrentLinkedQueue<Result> results = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> absent = new HashMap<>();
    private final Map<String, Long> failed = new HashMap<>();
    private Set<String> ready = new HashSet<>();
    private @Nullable Segment position;
    private String handedOver = "";
    private @Nullable Upcoming upcoming;
    private boolean looking;
    private long lookedAt;
    private long lookAfter = Long.MIN_VALUE;
    private long askedAt;
    private long crampedUntil;

    /** A file on its way, and who waits for it. */
    private record Errand(long began, List<SpoolDesk.Ask> asks) {}

    /** What a fetching thread brings back: one of the four. */
    private record Result(
            String name,
            @Nullable Fetched fetched,
            @Nullable Upcoming upcoming,
            @Nullable Throwable failure) {}

    /**
     * @param data the data directory that recovers; null where nobody knows, and then only idleness ends it
     * @param exitCodes what the script is to end with for a failure
     * @param log told in sentences what a person might look for afterwards
     */
    public Prefetcher(
            Spool spool,
            ContentSource source,
            @Nullable Path data,
            PrefetchLimits limits,
            ToIntFunction<Throwable> exitCodes,
            Consumer<String> log) {
        this.spool = spool;
        this.desk = new SpoolDesk(spool);
        this.source = source;
        this.data = data;
        this.limits = limits;
        this.exitCodes = exitCodes;
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
                    Thread.ofPlatform().daemon().name("fetch-", 0).factory())) {
                try {
                    desk.clearLeftovers();
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
        Optional<Receiver> receiver = data == null ? Optional.empty() : Receiver.in(data);
        WalFetcher fetcher = new WalFetcher(source, receiver);
        ServerWatch watch = data == null ? null : new ServerWatch(data);
        keepWhatIsSound(receiver);
        long beat = System.nanoTime();
        long watched = beat;
        askedAt = beat;
        while (true) {
            long now = System.nanoTime();
            takeResults(now, receiver);
            takePosition(now, receiver);
            takeAsks(now, receiver, fetcher, threads);
            fetchAhead(now, fetcher, threads);
            if (now - beat >= BEAT_NANOS) {
                beat();
                beat = now;
            }
            if (now - watched >= WATCH_NANOS) {
                watched = now;
                Ending ending = ending(now, watch);
                if (ending != null) {
                    if (ending != Ending.TAKEN) {
                        ready.forEach(this::remove);
                    }
                    return ending;
                }
            }
            boolean quiet = errands.isEmpty() && !looking && now - askedAt > QUIET_NANOS;
            TimeUnit.MILLISECONDS.sleep(quiet ? QUIET_TICK_MILLIS : TICK_MILLIS);
        }
    }

    /** On a full disk there is no pulse; then the script helps itself, and this goes on. */
    private void beat() {
        try {
            desk.beat();
        } catch (IOException noRoom) {
            log.accept("no sign of life could be given: " + noRoom);
        }
    }

    private @Nullable Ending ending(long now, @Nullable ServerWatch watch) throws IOException {
        if (!desk.isOurs()) {
            return Ending.TAKEN;
        }
        if (watch != null && watch.hasRecovered()) {
            return Ending.RECOVERED;
        }
        if (watch != null && watch.isGone()) {
            return Ending.SERVER_GONE;
        }
        return errands.isEmpty() && now - askedAt > limits.idle().toNanos() ? Ending.IDLE : null;
    }

    /** Of what another prefetcher left. */
    private void keepWhatIsSound(Optional<Receiver> receiver) throws IOException {
        for (String name : desk.ready()) {
            WantedFile wanted = WantedFile.named(name).orElse(null);
            if (wanted == null
                    || wanted.segment().isEmpty()
                    || ArrivedFile.flaw(desk.readyFile(name), wanted.segment().get(), receiver)
                            .isPresent()) {
                desk.removeReady(name);
            }
        }
        ready = desk.ready();
    }

    private void takeResults(long now, Optional<Receiver> receiver) throws IOException {
        for (Result result = results.poll(); result != null; result = results.poll()) {
            if (result.upcoming() != null || result.name().isEmpty()) {
                looking = false;
                upcoming = result.upcoming() == null ? upcoming : result.upcoming();
                if (result.failure() != null) {
                    lookAfter = now + SORRY_NANOS;
                    log.accept("what comes next could not be listed: " + result.failure());
                }
                continue;
            }
            Errand errand = errands.remove(result.name());
            if (errand != null) {
                settle(result, errand, now, receiver);
            }
        }
    }

    private void settle(Result result, Errand errand, long now, Optional<Receiver> receiver) throws IOException {
        switch (result.fetched()) {
            case Fetched.Arrived _ -> {
                ready.add(result.name());
                if (isSegment(result.name())) {
                    pace.fetched(now - errand.began());
                    learnSize(result.name(), receiver);
                }
                for (SpoolDesk.Ask ask : errand.asks()) {
                    desk.done(ask);
                }
            }
            case Fetched.Absent _ -> {
                absent.values().removeIf(when -> now - when >= ABSENT_NANOS);
                absent.put(result.name(), now);
                for (SpoolDesk.Ask ask : errand.asks()) {
                    desk.sayAbsent(ask);
                }
            }
            case null -> {
                Throwable failure = Objects.requireNonNull(result.failure());
                failed.values().removeIf(when -> now - when >= SORRY_NANOS);
                failed.put(result.name(), now);
                log.accept(result.name() + ": " + failure);
                if (failure instanceof IOException) {
                    crampedUntil = now + CRAMPED_NANOS;
                    if (!ready.isEmpty()) {
                        // room may be what is missing; those who wait ask again by still being there
                        ready.forEach(this::remove);
                        return;
                    }
                }
                for (SpoolDesk.Ask ask : errand.asks()) {
                    desk.say(ask, exitCodes.applyAsInt(failure));
                }
            }
        }
    }

    /** Without a data directory the size of segments is that of the first one that came. */
    private void learnSize(String name, Optional<Receiver> receiver) throws IOException {
        if (receiver.isEmpty() && position == null && Files.exists(desk.readyFile(name))) {
            long bytes = Files.size(desk.readyFile(name));
            if (SegmentSize.isPossible(bytes)) {
                position = segment(name, new SegmentSize((int) bytes));
            }
        }
    }

    private static boolean isSegment(String name) {
        return WantedFile.named(name).flatMap(WantedFile::segment).isPresent();
    }

    private static @Nullable Segment segment(String name, SegmentSize size) {
        return WantedFile.named(name)
                .flatMap(WantedFile::segment)
                .flatMap(digits -> digits.in(size))
                .orElse(null);
    }

    /** What the script took without asking. */
    private void takePosition(long now, Optional<Receiver> receiver) throws IOException {
        String last = desk.position();
        if (last.isEmpty() || last.equals(handedOver)) {
            return;
        }
        handedOver = last;
        askedAt = now;
        if (isSegment(last)) {
            if (position == null || !position.name().equals(last)) {
                pace.asked(now);
            }
            pace.handedOver(now);
            moveTo(last, receiver);
        }
    }

    private void takeAsks(long now, Optional<Receiver> receiver, WalFetcher fetcher, ExecutorService threads)
            throws IOException {
        for (SpoolDesk.Ask ask : desk.asks()) {
            Errand errand = errands.get(ask.name());
            if (errand != null) {
                if (!errand.asks().contains(ask)) {
                    errand.asks().add(ask);
                    asked(ask, now, receiver);
                }
                continue;
            }
            asked(ask, now, receiver);
            WantedFile wanted = WantedFile.named(ask.name()).orElse(null);
            if (!ask.isHeard() || Files.exists(desk.readyFile(ask.name()))) {
                desk.done(ask);
            } else if (wanted == null) {
                desk.say(ask, exitCodes.applyAsInt(new IllegalArgumentException("no name of WAL: " + ask.name())));
            } else if (now - absent.getOrDefault(ask.name(), now - ABSENT_NANOS) < ABSENT_NANOS) {
                desk.sayAbsent(ask);
            } else {
                FoundObjects known = upcoming == null ? null : upcoming.found(wanted);
                errands.put(ask.name(), new Errand(now, new ArrayList<>(List.of(ask))));
                send(wanted, known == null || known.isMissing() ? null : known, fetcher, threads);
            }
        }
    }

    private void asked(SpoolDesk.Ask ask, long now, Optional<Receiver> receiver) throws IOException {
        askedAt = now;
        if (isSegment(ask.name())) {
            pace.asked(now);
            moveTo(ask.name(), receiver);
        }
    }

    /** The server is here now. What lies behind it, and what lies too far ahead since it began again, is of no use. */
    private void moveTo(String name, Optional<Receiver> receiver) throws IOException {
        SegmentSize size = receiver.map(Receiver::segmentSize).orElse(position == null ? null : position.size());
        Segment now = size == null ? null : segment(name, size);
        if (now == null) {
            return;
        }
        position = now;
        ready = desk.ready();
        for (String held : Set.copyOf(ready)) {
            Segment segment = segment(held, now.size());
            if (segment != null
                    && (segment.number() < now.number()
                            || segment.number()
                                    > now.number() + limits.room(now.size().bytes()))) {
                remove(held);
            }
        }
    }

    private void remove(String name) {
        try {
            desk.removeReady(name);
        } catch (IOException staysForTheNext) {
            log.accept(name + " could not be cleared away: " + staysForTheNext);
        }
        ready = new HashSet<>(ready);
        ready.remove(name);
    }

    private void fetchAhead(long now, WalFetcher fetcher, ExecutorService threads) {
        Segment here = position;
        if (here == null || (crampedUntil != 0 && now < crampedUntil)) {
            return;
        }
        int room = limits.room(here.size().bytes()) - 1;
        int atOnce = pace.atOnce(limits.atOnce());
        int ahead = pace.ahead(atOnce, room);
        Upcoming known = upcoming;
        List<Segment> next = known == null ? List.of() : known.next(here, ahead);
        if (known == null || !known.covers(here, ahead)) {
            look(here, now, threads);
        } else if (next.size() < ahead && lookedAt - askedAt < 0 && now - lookedAt > LOOK_AGAIN_NANOS) {
            // the end of what there is: somebody asked since, and there may be more
            look(here, now, threads);
        }
        if (known != null) {
            send(next, known, atOnce, now, fetcher, threads);
        }
    }

    private void send(
            List<Segment> segments, Upcoming known, int atOnce, long now, WalFetcher fetcher, ExecutorService threads) {
        for (Segment next : segments) {
            if (errands.size() >= atOnce) {
                return;
            }
            String name = next.name();
            boolean sorry = now - failed.getOrDefault(name, now - SORRY_NANOS) < SORRY_NANOS;
            if (!ready.contains(name) && !errands.containsKey(name) && !sorry) {
                WantedFile wanted = WantedFile.named(name).orElseThrow();
                errands.put(name, new Errand(now, new ArrayList<>()));
                send(wanted, known.found(wanted), fetcher, threads);
            }
        }
    }

    private void look(Segment from, long now, ExecutorService threads) {
        if (looking || now < lookAfter) {
            return;
        }
        looking = true;
        lookedAt = now;
        threads.execute(() -> {
            try {
                results.add(new Result("", null, Upcoming.after(from, LOOK_AT, data, source.storage()), null));
            } catch (Throwable failure) {
                // an Error too has to reach the script as a number; in this thread nobody would hear of it
                results.add(new Result("", null, null, failure));
            }
        });
    }

    private void send(WantedFile wanted, @Nullable FoundObjects known, WalFetcher fetcher, ExecutorService threads) {
        String name = wanted.name();
        threads.execute(() -> {
            try {
                FoundObjects found = known == null ? fetcher.find(wanted) : known;
                results.add(new Result(name, fetched(wanted, found, fetcher), null, null));
            } catch (Throwable failure) {
                results.add(new Result(name, null, null, failure));
            }
        });
    }

    private Fetched fetched(WantedFile wanted, FoundObjects found, WalFetcher fetcher) throws IOException {
        Path part = desk.partFile(wanted.name());
        Path place = desk.readyFile(wanted.name());
        try {
            return fetcher.fetch(wanted, found, place, part);
        } catch (StorageException.Missing | StorageException.Changed moved) {
            // it is not what was listed any more: look again, once
            return fetcher.fetch(wanted, fetcher.find(wanted), place, part);
        } catch (FileAlreadyExistsException here) {
            if (Files.exists(place)) {
                return new Fetched.Arrived(found.objects().getFirst(), Files.size(place));
            }
            throw here;
        }
    }
}
