package dev.walkback.storage.s3;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the service for every object that is written.
 *
 * @param storageClass such as {@code STANDARD_IA}; null leaves it to the bucket
 * @param lock null for none
 */
public record S3NewObjects(
        @Nullable String storageClass,
        S3Encryption encryption,
        @Nullable Lock lock) {

    public static final S3NewObjects DEFAULT = new S3NewObjects(null, new S3Encryption.None(), null);

    /** For how long, from its writing on, an object cannot be deleted or overwritten. The bucket must allow locks. */
    public record Lock(Duration period, Mode mode) {

        public Lock {
            if (!period.isPositive()) {
                throw new IllegalArgumentException("a lock lasts longer than nothing: " + period);
            }
        }
    }

    /** Whether someone with special rights may lift a lock. */
    public enum Mode {
        GOVERNANCE,
        COMPLIANCE
    }
}
