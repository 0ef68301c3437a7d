package dev.walkback.engine.push.delta;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a delta consists of, for several threads at once. */
public final class DeltaTally {

    private final LongAdder unchanged = new LongAdder();
    private final LongAdder unchangedBytes = new LongAdder();
    private final LongAdder doubted = new LongAdder();
    private final LongAdder incremented = new LongAdder();
    private final LongAdder incrementedBytes = new LongAdder();
    private final LongAdder pages = new LongAdder();
    private final LongAdder read = new LongAdder();
    private final LongAdder unbelieved = new LongAdder();
    private final LongAdder blankedMaps = new LongAdder();

    /**
     * What it came to.
     *
     * @param unchangedFiles that are as the parent has them, and {@code unchangedBytes} of theirs that were not read
     * @param doubtedFiles whose time is the parent's and was not trusted, because they were written as the parent began
     * @param incrementedFiles of which only pages were taken, and {@code incrementedBytes} of theirs altogether
     * @param pages that were taken of them
     * @param bytesRead to find and to take those
     * @param unbelievedFiles that were taken whole because of pages that make no sense
     * @param blankedMaps visibility maps that were stored without what they say of pages set visible since the full backup
     */
    public record Sum(
            long unchangedFiles,
            long unchangedBytes,
            long doubtedFiles,
            long incrementedFiles,
            long incrementedBytes,
            long pages,
            long bytesRead,
            long unbelievedFiles,
            long blankedMaps) {}

    public Sum sum() {
        return new Sum(
                unchanged.sum(),
                unchangedBytes.sum(),
                doubted.sum(),
                incremented.sum(),
                incrementedBytes.sum(),
                pages.sum(),
                read.sum(),
                unbelieved.sum(),
                blankedMaps.sum());
    }

    void unchanged(long bytes) {
        unchanged.increment();
        unchangedBytes.add(bytes);
    }

    void doubted() {
        doubted.increment();
    }

    void incremented(long bytes, long taken) {
        incremented.increment();
        incrementedBytes.add(bytes);
        pages.add(taken);
    }

    void read(long bytes) {
        read.add(bytes);
    }

    void unbelieved() {
        unbelieved.increment();
    }

    void blankedMap() {
        blankedMaps.increment();
    }
}
