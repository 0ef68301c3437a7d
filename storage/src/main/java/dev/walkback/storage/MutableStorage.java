package dev.walkback.storage;

import java.util.Collection;

/**
 * Storage that may be changed. Only plan executors, and the commands whose whole purpose is one write, ask for this type.
 *
 * <p>What is not here, on purpose: renaming, appending, making folders, "exists" (use {@link #stat}), compression and
 * encryption (streams around the content), retries (a wrapper), credentials (given when it was opened).
 */
public interface MutableStorage extends Storage {

    /**
     * Stores an object, whole or not at all: until the call returns, readers see the object that was there before or
     * none, and a writer that dies leaves nothing that a listing shows. When the call returns the bytes are durable
     * (on the disk with their folder entry, or acknowledged by the service).
     *
     * @return the new object as the storage describes it
     * @throws StorageException.Exists with {@link Overwrite#REFUSED}, when there is one of that key; where
     *     {@link Capability#ATOMIC_REFUSAL} is among the capabilities, of two writers at once exactly one succeeds
     * @throws java.io.UncheckedIOException when the content could not be produced; nothing was stored. What else a content
     *     throws comes out as it is, and nothing was stored then either
     * @throws StorageException.Interrupted also when the content gave up because the thread was interrupted
     */
    ObjectInfo write(String key, Content content, Overwrite overwrite);

    /**
     * Makes a second object of the same bytes, inside the service where {@link Capability#SERVER_SIDE_COPY} is among the
     * capabilities, else through this machine.
     *
     * @throws StorageException.Missing when {@code from} is not there
     */
    ObjectInfo copy(String from, String to, Overwrite overwrite);

    /**
     * Removes objects; keys of which there is none count as removed. Not atomic: the answer says which are still there and
     * why. A failure that would meet every key (no access, nobody answers) is thrown instead.
     */
    Deletion delete(Collection<String> keys);
}
