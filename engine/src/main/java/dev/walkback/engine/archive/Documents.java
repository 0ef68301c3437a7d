package dev.walkback.engine.archive;

import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.MetadataFormat;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.SentinelFormat;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.WalPageHeader;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.Layers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Fetches small objects, many at a time, and makes sense of them. What was fetched before comes from the cache. */
final class Documents {

    /** Beyond this an object is not kept in memory or cache: an old sentinel with its lists of files, read as it comes. */
    private static final int LARGEST_KEPT = 256 << 10;

    /** Stands after a segment's key in the cache; no object's key ends so. */
    private static final String HEADER = "#header";

    private static final int TAR_HEADER = 512;

    /** A history of ten thousand ancestors fits. */
    private static final int LARGEST_HISTORY = 1 << 20;

    /** Each history holds all of its ancestors': together they grow with the square of their number. */
    private static final long ALL_HISTORIES = 32 << 20;

    private final Storage storage;
    private final Layers layers;
    private final DocumentCache.Shelf cache;
    private final Semaphore places;
    private final AtomicLong histories = new AtomicLong();
    private final Troubles troubles;
    private final Meter meter;

    Documents(
            Storage storage,
            Layers layers,
            DocumentCache.Shelf cache,
            ReadingLimits limits,
            Troubles troubles,
            Meter meter) {
        this.storage = storage;
        this.layers = layers;
        this.cache = cache;
        this.places = new Semaphore(limits.documents());
        this.troubles = troubles;
        this.meter = meter;
    }

    /** Makes a value of an object's bytes. */
    @FunctionalInterface
    private interface Format<T> {
        Document<T> read(InputStream bytes) throws IOException;
    }

    Document<Sentinel> sentinel(ObjectInfo object) {
        return fetched(object, SentinelFormat::read);
    }

    Document<BackupMetadata> metadata(ObjectInfo object) {
        return fetched(object, MetadataFormat::read);
    }

    Document<TimelineHistory> history(Timeline timeline, ObjectInfo object) {
        return fetched(object, stored -> {
            try (InputStream plain = layers.plain(storage.location(), new OpenObject(object, stored))) {
                byte[] text = plain.readNBytes(LARGEST_HISTORY + 1);
                return text.length > LARGEST_HISTORY || histories.addAndGet(text.length) > ALL_HISTORIES
                        ? new Document.Unreadable<>("it is too large")
                        : HistoryFormat.read(timeline, new String(text, StandardCharsets.UTF_8));
            }
        });
    }

    /** What a segment's first page says. */
    record Probe(@Nullable WalPageHeader header, boolean locked) {

        private static final Probe NOTHING = new Probe(null, false);
        private static final Probe LOCKED = new Probe(null, true);
    }

    /** Reads no more than the first bytes of a segment. What could be read before is not read again. */
    Probe header(String key, long identity) {
        String known = Long.toHexString(identity);
        byte[] cached = cache.find(key + HEADER, known);
        if (cached != null) {
            return new Probe(WalPageHeader.read(cached).orElse(null), false);
        }
        try {
            byte[] bytes = beginning(key, WalPageHeader.LONG_BYTES);
            Optional<WalPageHeader> header = WalPageHeader.read(bytes);
            header.ifPresent(read -> cache.put(key + HEADER, known, bytes));
            return new Probe(header.orElse(null), false);
        } catch (StorageException.WrongKey locked) {
            return Probe.LOCKED;
        } catch (StorageException.Damaged | StorageException.Missing spoilt) {
            return Probe.NOTHING;
        } catch (StorageException withheld) {
            troubles.document(key, withheld);
            return Probe.NOTHING;
        } catch (IOException unreadable) {
            return Probe.NOTHING;
        } finally {
            meter.document();
        }
    }

    /** The control file is all that its tar holds. */
    Document<PgControl> control(ObjectInfo tar) {
        try {
            byte[] bytes = beginning(tar.key(), TAR_HEADER + PgControl.BYTES);
            return bytes.length < TAR_HEADER
                    ? new Document.Unreadable<>("its tar is empty")
                    : PgControl.read(Arrays.copyOfRange(bytes, TAR_HEADER, bytes.length));
        } catch (StorageException | IOException e) {
            return new Document.Unreadable<>("it could not be read");
        }
    }

    /** The first bytes of what is in the layers. */
    private byte[] beginning(String key, int bytes) throws IOException {
        enter(key);
        try (OpenObject opened = storage.read(key);
                InputStream plain = layers.plain(storage.location(), opened)) {
            return plain.readNBytes(bytes);
        } finally {
            places.release();
        }
    }

    private <T> Document<T> fetched(ObjectInfo object, Format<T> format) {
        try {
            byte[] known = cache.find(object.key(), Identity.of(object));
            return known != null ? format.read(new ByteArrayInputStream(known)) : fetch(object, format);
        } catch (StorageException.Missing gone) {
            return new Document.Absent<>();
        } catch (StorageException.Damaged damaged) {
            return new Document.Unreadable<>(damaged.why());
        } catch (StorageException.WrongKey locked) {
            return new Document.Unreadable<>("no key opens it: " + locked.why());
        } catch (StorageException withheld) {
            troubles.document(object.key(), withheld);
            return new Document.Unreadable<>("it could not be fetched: " + Troubles.word(withheld));
        } catch (IOException e) {
            return new Document.Unreadable<>("it could not be read: " + e.getMessage());
        } finally {
            meter.document();
        }
    }

    private <T> Document<T> fetch(ObjectInfo object, Format<T> format) throws IOException {
        enter(object.key());
        try (OpenObject opened = storage.read(object.key())) {
            if (opened.info().size() > LARGEST_KEPT) {
                return format.read(opened.bytes());
            }
            byte[] stored = opened.bytes().readNBytes(LARGEST_KEPT);
            String identity = Identity.of(object);
            if (identity.equals(Identity.of(opened.info()))) {
                cache.put(object.key(), identity, stored);
            }
            return format.read(new ByteArrayInputStream(stored));
        } finally {
            places.release();
        }
    }

    private void enter(String key) {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            throw new StorageException.Interrupted(storage.location(), "read " + key, e);
        }
    }
}
