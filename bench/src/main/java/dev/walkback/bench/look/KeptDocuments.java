package dev.walkback.bench.look;

import dev.walkback.engine.archive.DocumentCache;
import dev.walkback.storage.Location;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A cache of documents in memory: what remains to be done when none has to be fetched. */
final class KeptDocuments implements DocumentCache, DocumentCache.Shelf {

    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();

    @Override
    public Shelf shelf(Location location) {
        return this;
    }

    @Override
    public byte @Nullable [] find(String key, String identity) {
        return documents.get(key + "\n" + identity);
    }

    @Override
    public void put(String key, String identity, byte[] stored) {
        documents.put(key + "\n" + identity, stored);
    }

    @Override
    public void close() {
        // kept for the next look
    }
}
