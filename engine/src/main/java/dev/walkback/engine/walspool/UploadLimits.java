package dev.walkback.engine.walspool;

import java.time.Duration;

/**
 * What an uploader may take.
 *
 * @param atOnce how many files are on their way at the same time
 * @param idle how long nothing is to be done before it ends
 */
public record UploadLimits(int atOnce, Duration idle) {

    public UploadLimits {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least one at once, not " + atOnce);
        }
    }
}
