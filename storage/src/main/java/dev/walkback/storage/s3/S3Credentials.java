package dev.walkback.storage.s3;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Who we say we are. Only {@link Keys} holds secrets, and none of these prints one. */
public sealed interface S3Credentials {

    /**
     * A key and its secret, with the session token that belongs to them when they are temporary. White space around
     * them, which files and shells leave, does not count.
     */
    record Keys(String id, String secret, @Nullable String token) implements S3Credentials {

        public Keys {
            id = id.strip();
            secret = secret.strip();
            token = token == null || token.isBlank() ? null : token.strip();
            if (id.isEmpty() || secret.isEmpty()) {
                throw new IllegalArgumentException("a key needs both its id and its secret");
            }
        }

        @Override
        public String toString() {
            return "Keys[" + id + ", secret ***" + (token == null ? "" : ", token ***") + "]";
        }
    }

    /**
     * A named section of the files that AWS's own tools use.
     *
     * @param name null for the section that the environment names, else {@code default}
     * @param configFile null for {@code ~/.aws/config}
     * @param credentialsFile null for {@code ~/.aws/credentials}
     */
    record Profile(
            @Nullable String name,
            @Nullable Path configFile,
            @Nullable Path credentialsFile) implements S3Credentials {}

    /**
     * What the machine has, in the order of AWS's own tools: environment, web identity token, profile files, container,
     * instance.
     */
    record Chain() implements S3Credentials {}

    /**
     * What the machine's metadata service gives.
     *
     * @param subjectToken repeat the session token in {@code X-YaCloud-SubjectToken}, where Yandex Cloud looks for it
     */
    record Instance(boolean subjectToken) implements S3Credentials {}

    /** A role, taken on by way of other credentials. */
    record Role(String arn, String sessionName, S3Credentials by) implements S3Credentials {}
}
