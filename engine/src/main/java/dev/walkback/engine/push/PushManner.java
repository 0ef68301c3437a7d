package dev.walkback.engine.push;

import dev.walkback.engine.push.pack.FileReading;
import dev.walkback.engine.push.pack.PackingWatch;
import dev.walkback.engine.wal.Lsn;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a push goes about it.
 *
 * @param queued how many full tars may still be on their way to the storage
 * @param reading how fast files may be read
 * @param aliveEvery how often the server is asked whether it is there; zero for never
 * @param stopLimit how long the server may take to end the backup; zero for as long as it wants
 * @param walLimit how long to wait for WAL at most; zero for not at all
 * @param unarchivedToo whether a server that does not archive its WAL is backed up as well
 * @param beforeItCounts asked last, before the sentinel is stored; what it throws leaves no backup
 * @param watches told of all that is packed, besides the documents
 * @param catchUp what is made is no backup but brings a copy forward, which has all up to here; null for a backup
 */
public record PushManner(
        int queued,
        FileReading.ByteLimit reading,
        Duration aliveEvery,
        Duration stopLimit,
        Duration walLimit,
        boolean unarchivedToo,
        Runnable beforeItCounts,
        List<PackingWatch> watches,
        @Nullable Lsn catchUp) {

    public PushManner {
        watches = List.copyOf(watches);
    }

    /** The same for what brings a copy forward: no WAL is waited for, the copy streams it. */
    public PushManner catchingUp(Lsn since) {
        return new PushManner(
                queued, reading, aliveEvery, stopLimit, Duration.ZERO, true, beforeItCounts, watches, since);
    }
}
