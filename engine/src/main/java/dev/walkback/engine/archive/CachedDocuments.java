package dev.walkback.engine.archive;

import dev.walkback.storage.Location;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one storage's documents, and its form as bytes: a title, the location, the entries, a checksum over all of it.
 * An entry that several looks in a row did not ask for belongs to an object that is gone, and is dropped.
 */
final class CachedDocuments implements DocumentCache.Shelf {

    private static final String TITLE = "walkback documents 1";
    private static final int CHECKSUM = Long.BYTES;
    private static final int PATIENCE = 8;
    private static final int OVERHEAD = 64;

    private final Location location;
    private final int limit;
    private final Consumer<byte[]> keeper;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong size = new AtomicLong();
    private volatile boolean changed;

    /** @param unasked how many looks did not ask for it */
    private record Entry(String identity, byte[] stored, int unasked) {

        Entry asked() {
            return unasked == 0 ? this : new Entry(identity, stored, 0);
        }
    }

    /**
     * @param kept as it was handed to a keeper; anything else counts as nothing
     * @param keeper is handed all of it when there is something new
     */
    CachedDocuments(Location location, byte[] kept, int limit, Consumer<byte[]> keeper) {
        this.location = location;
        this.limit = limit;
        this.keeper = keeper;
        if (isWhole(kept)) {
            take(kept);
        }
    }

    private static boolean isWhole(byte[] kept) {
        if (kept.length < CHECKSUM) {
            return false;
        }
        CRC32C checksum = new CRC32C();
        checksum.update(kept, 0, kept.length - CHECKSUM);
        long told = ByteBuffer.wrap(kept, kept.length - CHECKSUM, CHECKSUM).getLong();
        return told == checksum.getValue();
    }

    private void take(byte[] kept) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept))) {
            if (!in.readUTF().equals(TITLE) || !in.readUTF().equals(location.text())) {
                return;
            }
            for (int left = in.readInt(); left > 0; left--) {
                String key = in.readUTF();
                String identity = in.readUTF();
                int unasked = in.readByte();
                int length = in.readInt();
                put(key, new Entry(identity, in.readNBytes(length), unasked + 1));
            }
        } catch (IOException | IllegalArgumentException writtenByAnother) {
            entries.clear();
        }
    }

    @Override
    public byte @Nullable [] find(String key, String identity) {
        Entry known = entries.get(key);
        if (known == null || !known.identity().equals(identity)) {
            return null;
        }
        entries.put(key, known.asked());
        return known.stored();
    }

    @Override
    public void put(String key, String identity, byte[] stored) {
        if (size.get() + stored.length + OVERHEAD < limit) {
            put(key, new Entry(identity, stored, 0));
            changed = true;
        }
    }

    private void put(String key, Entry entry) {
        Entry before = entries.put(key, entry);
        size.addAndGet(entry.stored().length + OVERHEAD - (before == null ? 0 : before.stored().length + OVERHEAD));
    }

    @Override
    public void close() {
        if (changed) {
            byte[] content = CacheFolder.written(this::write);
            CRC32C checksum = new CRC32C();
            checksum.update(content);
            keeper.accept(CacheFolder.written(out -> {
                out.write(content);
                out.writeLong(checksum.getValue());
            }));
            changed = false;
        }
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeUTF(TITLE);
        out.writeUTF(location.text());
        Map<String, Entry> kept = new TreeMap<>(entries);
        kept.values().removeIf(entry -> entry.unasked() >= PATIENCE);
        out.writeInt(kept.size());
        for (Map.Entry<String, Entry> each : kept.entrySet()) {
            out.writeUTF(each.getKey());
            out.writeUTF(each.getValue().identity());
            out.writeByte(each.getValue().unasked());
            out.writeInt(each.getValue().stored().length);
            out.write(each.getValue().stored());
        }
    }
}
