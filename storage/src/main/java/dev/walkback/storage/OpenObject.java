package dev.walkback.storage;

import java.io.InputStream;

/**
 * An object while it is being read.
 *
 * @param info the object as it was when it was opened; {@link ObjectInfo#size()} is that of the whole object, whatever
 *     range was asked for
 * @param bytes throws {@link StorageException} when they cannot be had, never ends early. Closing it before its end is cheap
 */
public record OpenObject(ObjectInfo info, InputStream bytes) implements AutoCloseable {

    /** Closes the bytes; what goes wrong in doing so no longer matters to a reader. */
    @Override
    public void close() {
        Quietly.close(bytes);
    }
}
