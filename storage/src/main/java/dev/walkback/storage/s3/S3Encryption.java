package dev.walkback.storage.s3;

import org.jspecify.annotations.Nullable;

/** How the service encrypts objects on its side. What we encrypt ourselves is no concern of it. */
public sealed interface S3Encryption {

    /** As the bucket says. */
    record None() implements S3Encryption {}

    /** With keys of the service: {@code AES256}. */
    record Managed(String algorithm) implements S3Encryption {}

    /** With a key that AWS KMS holds. */
    record Kms(@Nullable String keyId) implements S3Encryption {}

    /**
     * With a key of ours that travels with every request about the object, reading included, and that the service forgets.
     *
     * @param key its characters are the bytes of the key, so for AES256 there are 32
     */
    record CustomerKey(String algorithm, String key) implements S3Encryption {

        @Override
        public String toString() {
            return "CustomerKey[" + algorithm + ", key ***]";
        }
    }
}
