package dev.walkback.storage.s3;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Capability;
import dev.walkback.storage.Content;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.VersionedStorage;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Objects in a bucket of Amazon S3, or of a store that speaks its language.
 *
 * <p>Opening asks nobody anything: the first call that needs the service meets whatever is wrong. Requests are not
 * repeated here, but for parts of large uploads; {@code wrap} has what repeats them. What {@link #write} says of when
 * an object was stored is the time on the service's answer, which may be a second off what {@link #stat} says.
 *
 * <p>{@link #copy} with {@link Overwrite#REFUSED} looks first, and also makes the copy conditional; of stores other than AWS few
 * know that condition yet.
 */
public final class S3Storage implements VersionedStorage {

    private final Calls calls;
    private final S3Config config;
    private final Listing listing;
    private final Reading reading;
    private final Writing writing;
    private final Copying copying;
    private final Deleting deleting;
    private final Versions versions;

    private S3Storage(S3Config config, Clock clock, Copying.CopySizes copySizes, Parts.Spill spill) {
        Bucket bucket = Bucket.of(config);
        Extras extras = new Extras(config.newObjects(), clock);
        this.config = config;
        this.calls = new Calls(config, bucket, clock);
        BucketPresence presence = new BucketPresence(calls);
        this.listing = new Listing(calls, config.dialect().listV1());
        this.reading = new Reading(calls, extras, presence, config.endpoint().isPlainHttp());
        this.writing = new Writing(calls, extras, config, reading, PartRetry.DEFAULT, spill, clock);
        this.copying = new Copying(calls, extras, reading, writing, copySizes);
        this.deleting = new Deleting(calls, config.transfer().deleteBatch(), presence);
        this.versions = new Versions(calls);
    }

    public static S3Storage open(S3Config config, Clock clock) {
        return new S3Storage(config, clock, Copying.CopySizes.S3, Parts.Spill.usual());
    }

    /** For tests, which have no objects of 5 GiB. */
    static S3Storage open(S3Config config, Clock clock, Copying.CopySizes copySizes) {
        return new S3Storage(config, clock, copySizes, Parts.Spill.usual());
    }

    /** For tests, which have no parts of more than 64 MiB. */
    static S3Storage open(S3Config config, Clock clock, Parts.Spill spill) {
        return new S3Storage(config, clock, Copying.CopySizes.S3, spill);
    }

    @Override
    public Location location() {
        return calls.bucket().location();
    }

    @Override
    public Set<Capability> capabilities() {
        EnumSet<Capability> capabilities = EnumSet.of(
                Capability.SERVER_SIDE_COPY, Capability.ETAGS, Capability.CHEAP_PREFIX_LISTING, Capability.VERSIONS);
        if (config.dialect().conditionalWrites()) {
            capabilities.add(Capability.ATOMIC_REFUSAL);
        }
        return Set.copyOf(capabilities);
    }

    @Override
    public Stream<ObjectInfo> list(KeyRange range) {
        return listing.list(range);
    }

    @Override
    public Stream<Entry> entries(String folder) {
        return listing.entries(folder);
    }

    @Override
    public Optional<ObjectInfo> stat(String key) {
        return reading.stat(key);
    }

    @Override
    public OpenObject read(String key, ByteRange range) {
        return reading.read(key, range);
    }

    @Override
    public ObjectInfo write(String key, Content content, Overwrite overwrite) {
        return writing.write(key, content, overwrite);
    }

    @Override
    public ObjectInfo copy(String from, String to, Overwrite overwrite) {
        return copying.copy(from, to, overwrite);
    }

    @Override
    public Deletion delete(Collection<String> keys) {
        return deleting.delete(
                keys.stream().map(key -> new Deleting.Target(key, null)).toList());
    }

    @Override
    public Stream<Version> versions(KeyRange range) {
        return versions.list(range);
    }

    @Override
    public Deletion deleteVersions(Collection<Version> doomed) {
        return deleting.delete(doomed.stream()
                .map(version -> new Deleting.Target(version.key(), version.id()))
                .toList());
    }

    /** Whether the bucket is set to keep versions. Without that, each object is listed as one version. */
    public boolean keepsVersions() {
        return versions.areKept();
    }

    @Override
    public void close() {
        calls.close();
    }
}
