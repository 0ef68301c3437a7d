package dev.walkback.storage.s3;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Multipart uploads that are neither completed nor aborted, of the whole process, so that none is left behind when the
 * process is told to stop. The one thing of this package that is not an object's: processes end once.
 */
final class OpenUploads {

    /** Who ends a process does not want to wait for a service that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Set<MultipartUpload> OPEN = ConcurrentHashMap.newKeySet();

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(OpenUploads::abortAll, "s3-abort-uploads"));
        } catch (IllegalStateException endingAlready) {
            // then no upload gets far either
        }
    }

    private OpenUploads() {}

    static void add(MultipartUpload upload) {
        OPEN.add(upload);
    }

    static void remove(MultipartUpload upload) {
        OPEN.remove(upload);
    }

    private static void abortAll() {
        List<Thread> aborts = OPEN.stream()
                .map(upload -> Thread.ofVirtual().start(upload::abort))
                .toList();
        try {
            for (Thread abort : aborts) {
                abort.join(PATIENCE);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
