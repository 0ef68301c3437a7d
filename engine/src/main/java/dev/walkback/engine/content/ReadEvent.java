package dev.walkback.engine.content;

/**
 * What happens while objects are read, for progress. Told by any of several threads, so whoever listens must be quick and safe
 * with that.
 */
public sealed interface ReadEvent {

    /** Before anything is read: how much there is to do. More may be found out, and told, on the way. */
    record Planned(long objects, long bytes) implements ReadEvent {}

    /** This much more of the stored bytes was read. */
    record Bytes(long more) implements ReadEvent {}

    /** This object is done with, whatever came of it. */
    record Done(String key) implements ReadEvent {}
}
