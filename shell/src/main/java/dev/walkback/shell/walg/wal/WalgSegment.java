package dev.walkback.shell.walg.wal;

/** A place in WAL by WAL-G's numbers: it knows timeline 0 too, which it takes for names that make no sense to it. */
public record WalgSegment(long timeline, long number) {

    /** What WAL-G takes a name of 24 characters for when it is no segment's. */
    static final WalgSegment NONSENSE = new WalgSegment(0, 0);
}
