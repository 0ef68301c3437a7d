package dev.walkback.engine.push.estimate;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.Sentinel;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How earlier backups of the same kind went: the newest few that tell of their sizes and times. */
public final class EarlierPushes {

    private static final int MOST = 3;

    private final List<Sentinel> newest;

    private EarlierPushes(List<Sentinel> newest) {
        this.newest = newest;
    }

    /** @param delta whether deltas count, or full backups */
    public static EarlierPushes of(List<Backup> backups, boolean delta) {
        return new EarlierPushes(backups.stream()
                .filter(backup -> backup.isDelta() == delta)
                .sorted(Comparator.comparing(Backup::stored).reversed())
                .map(backup -> backup.sentinel().optional())
                .flatMap(Optional::stream)
                .filter(sentinel ->
                        sentinel.uncompressedBytes() > 0 && took(sentinel).isPresent())
                .limit(MOST)
                .toList());
    }

    public int count() {
        return newest.size();
    }

    /** Bytes stored for each byte of content. */
    public OptionalDouble ratio() {
        long content = newest.stream().mapToLong(Sentinel::uncompressedBytes).sum();
        long stored = newest.stream().mapToLong(Sentinel::compressedBytes).sum();
        return content == 0 || stored == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) stored / content);
    }

    /** Bytes of the data directory that were gone through in a second. */
    public OptionalDouble rate() {
        double seconds = newest.stream()
                .mapToDouble(each -> took(each).orElse(Duration.ZERO).toMillis() / 1000.0)
                .sum();
        long bytes = newest.stream()
                .mapToLong(each -> Math.max(each.catalogBytes(), each.uncompressedBytes()))
                .sum();
        return seconds <= 0 ? OptionalDouble.empty() : OptionalDouble.of(bytes / seconds);
    }

    /** How much of the data directory came to be content, of deltas. */
    public OptionalDouble share() {
        long all = newest.stream().mapToLong(Sentinel::catalogBytes).sum();
        long content = newest.stream()
                .filter(each -> each.catalogBytes() > 0)
                .mapToLong(Sentinel::uncompressedBytes)
                .sum();
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) content / all);
    }

    private static Optional<Duration> took(Sentinel sentinel) {
        Instant start = sentinel.startTime();
        Instant finish = sentinel.finishTime();
        return start == null || finish == null || !start.isBefore(finish)
                ? Optional.empty()
                : Optional.of(Duration.between(start, finish));
    }
}
