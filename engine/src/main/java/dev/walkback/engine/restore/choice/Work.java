package dev.walkback.engine.restore.choice;

/**
 * What a way costs.
 *
 * @param fetchBytes of all members of the chain, as stored
 * @param writeBytes of the directory that comes out; 0 where nothing tells
 * @param walSegments to be replayed
 * @param walBytes of them, decoded
 */
public record Work(long fetchBytes, long writeBytes, long walSegments, long walBytes) {

    /** How long it takes, in seconds. */
    public double seconds(Rates rates) {
        return (double) fetchBytes / rates.fetchBytesPerSecond() + (double) walBytes / rates.replayBytesPerSecond();
    }
}
