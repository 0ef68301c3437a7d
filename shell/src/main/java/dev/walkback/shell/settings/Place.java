package dev.walkback.shell.settings;

import org.jspecify.annotations.Nullable;

/** Where a storage is, as its prefix or URL says; who we are there is for other settings to say. */
public sealed interface Place {

    record Directory(java.nio.file.Path path) implements Place {}

    /** @param path in the bucket, without slashes at its ends */
    record Bucket(String bucket, String path) implements Place {}

    /** @param path in the container, without slashes at its ends */
    record Container(String container, String path) implements Place {}

    /**
     * @param user null where other settings name it
     * @param port 0 where other settings name it
     * @param path absolute
     */
    record Host(@Nullable String user, String host, int port, String path) implements Place {}

    /** @param service that this version cannot talk to, such as {@code Google Cloud Storage} */
    record Unsupported(String service) implements Place {}
}
