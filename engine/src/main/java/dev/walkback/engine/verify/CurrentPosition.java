package dev.walkback.engine.verify;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;

/**
 * Where the cluster is writing.
 *
 * @param isGiven false where nobody said and the newest segment of the newest timeline was taken; what was never stored
 *     after it cannot be missed then
 */
public record CurrentPosition(Timeline timeline, Lsn lsn, boolean isGiven) {}
