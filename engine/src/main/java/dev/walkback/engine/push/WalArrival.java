package dev.walkback.engine.push;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import dev.walkback.storage.codec.Codecs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Waits until the WAL that a backup needs lies in the archive: without it the backup cannot be restored. */
public final class WalArrival {

    private static final String FOLDER = "wal_005/";
    private static final int DIGITS = 24;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Storage storage;
    private final Clock clock;
    private final Consumer<? super PushEvent> events;

    public WalArrival(Storage storage, Clock clock, Consumer<? super PushEvent> events) {
        this.storage = storage;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Returns when every segment from the start to the last byte before the stop is there.
     *
     * @param limit how long to wait at most
     * @throws PushRefused when it was too long; the backup stays, and counts as soon as its WAL arrives
     */
    public void await(BackupName name, Timeline timeline, Lsn start, Lsn stop, SegmentSize size, Duration limit)
            throws InterruptedException {
        Segment missing = Segment.at(timeline, start, size);
        Segment last = Segment.before(timeline, stop, size);
        Instant began = clock.instant();
        Duration pause = FIRST_PAUSE;
        while (true) {
            missing = firstMissing(missing, last);
            long count = last.number() - missing.number() + 1;
            if (count <= 0) {
                return;
            }
            Duration waited = Duration.between(began, clock.instant());
            if (waited.compareTo(limit) >= 0) {
                throw new PushRefused(new PushRefused.Why.WalNotArrived(name, missing.name(), count, waited));
            }
            events.accept(new PushEvent.WaitingForWal(missing.name(), count));
            Thread.sleep(pause);
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }
    }

    private Segment firstMissing(Segment from, Segment last) {
        Set<String> there = new HashSet<>();
        KeyRange range = KeyRange.prefix(FOLDER)
                .from(FOLDER + from.name())
                .to(FOLDER + last.next().name());
        try (Stream<ObjectInfo> objects = storage.list(range)) {
            objects.filter(WalArrival::isSegment)
                    .forEach(object -> there.add(object.key().substring(FOLDER.length(), FOLDER.length() + DIGITS)));
        }
        Segment missing = from;
        while (missing.number() <= last.number() && there.contains(missing.name())) {
            missing = missing.next();
        }
        return missing;
    }

    /** An object without bytes is no WAL, and neither is part of a segment. */
    private static boolean isSegment(ObjectInfo object) {
        String name = object.key().substring(FOLDER.length());
        if (object.size() == 0 || name.length() < DIGITS) {
            return false;
        }
        String rest = name.substring(DIGITS);
        return rest.isEmpty()
                || (rest.startsWith(".")
                        && Codecs.withExtension(rest.substring(1)).isPresent());
    }
}
