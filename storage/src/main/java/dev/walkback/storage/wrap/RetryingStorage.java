package dev.walkback.storage.wrap;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Content;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.VersionedStorage;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks again when nobody answered. Every other failure is an answer and is passed on at once: an object that is missing is
 * missing.
 *
 * <p>A read or a listing whose line is lost goes on where it was: a read at its offset, and only if the object is still the
 * same one. A write is repeated from the start when its content can be; see {@link RepeatedWrite} for what "do not overwrite"
 * means then.
 */
public final class RetryingStorage implements Wrapping {

    private final Retry retry;

    private RetryingStorage(Retry retry) {
        this.retry = retry;
    }

    public static Storage over(Storage storage, Retry retry) {
        return new RetryingStorage(retry).around(storage);
    }

    public static MutableStorage over(MutableStorage storage, Retry retry) {
        return new RetryingStorage(retry).around(storage);
    }

    @Override
    public Stream<ObjectInfo> list(Storage within, KeyRange range) {
        return ResumingListing.stream(
                retry.begin(within.location(), "list " + range.prefix()), new ResumingListing.Source<ObjectInfo>() {
                    @Override
                    public Stream<ObjectInfo> open(@Nullable ObjectInfo last) {
                        return last == null ? within.list(range) : within.list(range.from(last.key()));
                    }

                    @Override
                    public String key(ObjectInfo element) {
                        return element.key();
                    }
                });
    }

    @Override
    public Stream<Entry> entries(Storage within, String folder) {
        return ResumingListing.stream(
                retry.begin(within.location(), "list " + folder), new ResumingListing.Source<Entry>() {
                    @Override
                    public Stream<Entry> open(@Nullable Entry last) {
                        return within.entries(folder);
                    }

                    @Override
                    public String key(Entry element) {
                        return element.key();
                    }
                });
    }

    @Override
    public Optional<ObjectInfo> stat(Storage within, String key) {
        return retry.run(within.location(), "stat " + key, () -> within.stat(key));
    }

    @Override
    public OpenObject read(Storage within, String key, ByteRange range) {
        OpenObject opened = retry.run(within.location(), "read " + key, () -> within.read(key, range));
        return new OpenObject(opened.info(), new ResumingBytes(within, opened, range, retry));
    }

    @Override
    public ObjectInfo write(MutableStorage within, String key, Content content, Overwrite overwrite) {
        return new RepeatedWrite(within, retry, key, content, overwrite).run();
    }

    @Override
    public ObjectInfo copy(MutableStorage within, String from, String to, Overwrite overwrite) {
        return new RepeatedCopy(within, retry, from, to, overwrite).run();
    }

    @Override
    public Deletion delete(MutableStorage within, Collection<String> keys) {
        return retry.run(within.location(), "delete", () -> within.delete(keys));
    }

    @Override
    public Stream<VersionedStorage.Version> versions(VersionedStorage within, KeyRange range) {
        return ResumingListing.stream(
                retry.begin(within.location(), "list versions of " + range.prefix()),
                new ResumingListing.Source<VersionedStorage.Version>() {
                    @Override
                    public Stream<VersionedStorage.Version> open(VersionedStorage.@Nullable Version last) {
                        return last == null ? within.versions(range) : within.versions(range.from(last.key()));
                    }

                    @Override
                    public String key(VersionedStorage.Version element) {
                        return element.key();
                    }

                    @Override
                    public Object identity(VersionedStorage.Version element) {
                        return element.id();
                    }
                });
    }

    @Override
    public Deletion deleteVersions(VersionedStorage within, Collection<VersionedStorage.Version> versions) {
        return retry.run(within.location(), "delete versions", () -> within.deleteVersions(versions));
    }
}
