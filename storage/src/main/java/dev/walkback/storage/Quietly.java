package dev.walkback.storage;

import org.jspecify.annotations.Nullable;

/** Closing what has been read, where a failure to close changes nothing for anyone. */
public final class Quietly {

    private Quietly() {}

    public static void close(@Nullable AutoCloseable resource) {
        if (resource == null) {
            return;
        }
        try {
            resource.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception alreadyRead) {
            // the bytes were delivered; the connection is gone either way
        }
    }
}
