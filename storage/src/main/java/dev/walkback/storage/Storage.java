package dev.walkback.storage;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Bytes under keys, to look at. Looking cannot delete: what changes a storage is in {@link MutableStorage}, and only
 * executors are handed one.
 *
 * <p><b>Keys</b> are relative to the storage's root and use {@code /} between folders, whatever the place behind it
 * uses. {@link Keys} says which are refused everywhere. Folders exist only as beginnings of keys: a missing folder lists as empty, and a missing <em>root</em> (bucket, container, directory)
 * is {@link StorageException.NoStorage}, never "no objects" and never "object absent".
 *
 * <p><b>Failures</b> are {@link StorageException}s. Streams and opened objects throw them too while they are used, so that
 * an {@link java.io.IOException} always speaks of the other side of a copy.
 *
 * <p><b>Waiting</b> is bounded by the time limits the storage was opened with. Interrupting the calling thread ends a
 * call with {@link StorageException.Interrupted} and leaves the thread's interrupt flag set.
 *
 * <p>All implementations may be used from any number of threads at once; what a call returns belongs to its caller.
 */
public interface Storage extends AutoCloseable {

    /** Where this is, for prompts and errors. Never holds a secret. */
    Location location();

    /** What this storage can do that not every one can. Ask for these instead of asking which kind it is. */
    Set<Capability> capabilities();

    /**
     * The objects of a range, in ascending order of their keys' UTF-8 bytes ({@link Keys#ORDER}), fetched page by page
     * while the stream is consumed; memory does not grow with the number of objects. An object that comes or goes
     * while the listing runs may be in it or not; all others are in it exactly once. Close the stream.
     */
    Stream<ObjectInfo> list(KeyRange range);

    /**
     * What lies directly in a folder: its objects, and the folders below it that hold any object, in ascending order
     * of {@link Entry#key()}. A file system shows its empty directories as folders too: telling them apart would mean walking
     * all that is below. {@code folder} is empty for the root, else ends in {@code /}. Close the stream.
     */
    Stream<Entry> entries(String folder);

    /**
     * The names of the objects that lie directly in a folder, without the folder, in the order of {@link #entries}. For who needs
     * no more: a file system need not look at each. Then links are named whatever they lead to. Close the stream.
     */
    default Stream<String> names(String folder) {
        return entries(folder)
                .filter(ObjectInfo.class::isInstance)
                .map(object -> object.key().substring(folder.length()));
    }

    /** What is known of one object, by one cheap request, never by a listing. Empty when there is no such object. */
    Optional<ObjectInfo> stat(String key);

    /**
     * Opens an object. The bytes never end early: a connection that is lost, or an object that turns out shorter than
     * the storage said, is an exception while reading.
     *
     * @throws StorageException.Missing when there is no such object
     * @throws StorageException.Changed when {@code range} names an etag that is no longer the object's
     */
    OpenObject read(String key, ByteRange range);

    /** Opens the whole of an object. */
    default OpenObject read(String key) {
        return read(key, ByteRange.ALL);
    }

    /** Lets go of connections. Never throws; calls made afterwards fail. */
    @Override
    void close();
}
