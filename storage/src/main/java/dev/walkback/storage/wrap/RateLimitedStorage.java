package dev.walkback.storage.wrap;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Capability;
import dev.walkback.storage.Content;
import dev.walkback.storage.Keys;
import dev.walkback.storage.Location;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;

/** Keeps the bytes of objects, read and written, to a rate. Requests and listings are not counted. */
public final class RateLimitedStorage implements Wrapping {

    private final RateLimit reading;
    private final RateLimit writing;

    private RateLimitedStorage(RateLimit reading, RateLimit writing) {
        this.reading = reading;
        this.writing = writing;
    }

    public static Storage over(Storage storage, RateLimit reading) {
        return new RateLimitedStorage(reading, RateLimit.none()).around(storage);
    }

    /** One limit may stand for both directions. */
    public static MutableStorage over(MutableStorage storage, RateLimit reading, RateLimit writing) {
        return new RateLimitedStorage(reading, writing).around(storage);
    }

    @Override
    public OpenObject read(Storage within, String key, ByteRange range) {
        OpenObject opened = within.read(key, range);
        return new OpenObject(
                opened.info(),
                Throughput.metered(
                        opened.bytes(), reading.largestPiece(), meter(reading, within.location(), "read " + key)));
    }

    @Override
    public ObjectInfo write(MutableStorage within, String key, Content content, Overwrite overwrite) {
        return within.write(
                key,
                Throughput.metered(content, writing.largestPiece(), meter(writing, within.location(), "write " + key)),
                overwrite);
    }

    /** A copy that passes through this machine is kept to the rates too. */
    @Override
    public ObjectInfo copy(MutableStorage within, String from, String to, Overwrite overwrite) {
        if (within.capabilities().contains(Capability.SERVER_SIDE_COPY)) {
            return within.copy(from, to, overwrite);
        }
        Keys.checked(within.location(), to);
        try (OpenObject original = read(within, from, ByteRange.ALL)) {
            return write(within, to, Content.once(original.bytes()), overwrite);
        }
    }

    private static Throughput.Meter meter(RateLimit limit, Location location, String attempted) {
        return bytes -> {
            try {
                limit.take(bytes);
            } catch (InterruptedException e) {
                throw new StorageException.Interrupted(location, attempted, e);
            }
        };
    }
}
