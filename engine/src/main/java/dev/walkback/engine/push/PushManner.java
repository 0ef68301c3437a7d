package dev.walkback.engine.push;

import dev.walkback.engine.push.pack.FileReading;
import dev.walkback.engine.push.pack.PackingWatch;
import java.time.Duration;
import java.util.List;

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
 */
public record PushManner(
        int queued,
        FileReading.ByteLimit reading,
        Duration aliveEvery,
        Duration stopLimit,
        Duration walLimit,
        boolean unarchivedToo,
        Runnable beforeItCounts,
        List<PackingWatch> watches) {

    public PushManner {
        watches = List.copyOf(watches);
    }
}
