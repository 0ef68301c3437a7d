package dev.walkback.engine.push;

import dev.walkback.engine.push.delta.DeltaTally;
import dev.walkback.engine.push.delta.ParentVerdict;
import dev.walkback.engine.wal.change.Changes;

/** What happens during a push, for progress. Told by any thread; whoever listens must be quick. */
public sealed interface PushEvent {

    /** The server is asked to begin: it makes a checkpoint first, which can take a while. */
    record Starting() implements PushEvent {}

    record Started(BackupStart start) implements PushEvent {}

    /** How much there is to read, as soon as that is known; files and bytes before compression. */
    record Estimated(long files, long bytes) implements PushEvent {}

    record FileDone(long bytes) implements PushEvent {}

    /** Bytes that were read from files. */
    record Read(long bytes) implements PushEvent {}

    /** An object of the backup is durable. */
    record Stored(String key, long bytes) implements PushEvent {}

    record Stopping() implements PushEvent {}

    /** The backup is stored; it counts when this WAL has arrived. */
    record WaitingForWal(String segment, long missing) implements PushEvent {}

    /** Something a person should know, though the push goes on. */
    record Note(String text) implements PushEvent {}

    /** What the backup is made from, and why; before the server is asked to begin. */
    record ParentFound(ParentVerdict verdict) implements PushEvent {}

    /** How the pages that changed since the parent are found; for deltas only. */
    record ChangesFound(Changes changes) implements PushEvent {}

    /** What a delta left out and took in, when its files are packed. */
    record DeltaMade(DeltaTally.Sum sum) implements PushEvent {}
}
