package dev.walkback.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.walkback.storage.Content;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.OddKeys;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.VersionedStorage;
import dev.walkback.storage.VersionedStorage.Version;
import dev.walkback.storage.wrap.PrefixedStorage;
import dev.walkback.storage.wrap.Retry;
import dev.walkback.storage.wrap.RetryingStorage;
import dev.walkback.testing.Components;
import dev.walkback.testing.FaultProxy;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Old states of objects, against a service that keeps them. */
final class S3VersionsIT {

    private static final KeyRange FOLDER = KeyRange.prefix("folder/");

    private TestBucket bucket;
    private S3Storage storage;

    @BeforeEach
    void open() {
        bucket = new TestBucket(Components.radosgw());
        storage = S3Storage.open(bucket.config().with(S3Dialect.COMPATIBLE), Clock.systemUTC());
        bucket.client()
                .putBucketVersioning(request -> request.bucket(bucket.name())
                        .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    @AfterEach
    void close() {
        storage.deleteVersions(listed(storage, KeyRange.ALL));
        storage.close();
        bucket.close();
    }

    private static List<Version> listed(VersionedStorage storage, KeyRange range) {
        try (Stream<Version> versions = storage.versions(range)) {
            return versions.toList();
        }
    }

    private static void write(MutableStorage storage, String key, int length) {
        storage.write(key, Content.of(new byte[length]), Overwrite.ALLOWED);
    }

    private static VersionedStorage versioned(MutableStorage wrapped) {
        assertThat(wrapped).isInstanceOf(VersionedStorage.class);
        return (VersionedStorage) wrapped;
    }

    @Test
    void a_bucket_keeps_versions_once_it_is_told_to() {
        try (TestBucket plain = new TestBucket(Components.radosgw());
                S3Storage never = S3Storage.open(plain.config().with(S3Dialect.COMPATIBLE), Clock.systemUTC())) {
            assertThat(never.keepsVersions()).isFalse();
        }
        assertThat(storage.keepsVersions()).isTrue();
    }

    @Test
    void every_state_is_listed_the_newest_first() {
        write(storage, "a", 1);
        write(storage, "a", 2);
        write(storage, "b", 7);
        write(storage, "a", 3);
        assertThat(listed(storage, KeyRange.ALL))
                .extracting(version -> version.key() + version.size() + (version.latest() ? " latest" : ""))
                .containsExactly("a3 latest", "a2", "a1", "b7 latest");
    }

    @Test
    void a_deleted_object_leaves_a_mark_and_what_it_was() {
        write(storage, "a", 5);
        storage.delete(List.of("a"));
        assertThat(storage.stat("a")).isEmpty();
        assertThat(listed(storage, KeyRange.ALL))
                .extracting(Version::deleted, Version::latest, Version::size)
                .containsExactly(tuple(true, true, 0L), tuple(false, false, 5L));
    }

    @Test
    void without_its_mark_a_deleted_object_is_there_again() {
        write(storage, "a", 5);
        storage.delete(List.of("a"));
        Deletion deletion = storage.deleteVersions(listed(storage, KeyRange.ALL).subList(0, 1));
        assertThat(deletion).isEqualTo(new Deletion(1, List.of()));
        assertThat(storage.stat("a"))
                .get()
                .satisfies(object -> assertThat(object.size()).isEqualTo(5));
    }

    @Test
    void a_version_that_is_removed_uncovers_the_one_before() {
        write(storage, "a", 1);
        write(storage, "a", 2);
        storage.deleteVersions(listed(storage, KeyRange.ALL).subList(0, 1));
        assertThat(listed(storage, KeyRange.ALL))
                .extracting(Version::size, Version::latest)
                .containsExactly(tuple(1L, true));
    }

    @Test
    void a_version_that_is_gone_already_counts_as_removed() {
        write(storage, "a", 1);
        List<Version> all = listed(storage, KeyRange.ALL);
        storage.deleteVersions(all);
        assertThat(storage.deleteVersions(all)).isEqualTo(new Deletion(1, List.of()));
    }

    @Test
    void only_versions_of_the_range_are_listed() {
        for (String key : List.of("folder/a", "folder/b", "folder/c", "folder2/b")) {
            write(storage, key, 1);
            write(storage, key, 2);
        }
        assertThat(listed(storage, FOLDER.from("folder/b").to("folder/c")))
                .extracting(Version::key)
                .containsExactly("folder/b", "folder/b");
    }

    @Test
    void odd_keys_have_versions_that_can_be_removed() {
        OddKeys.ALL.forEach(key -> write(storage, key, 1));
        storage.delete(OddKeys.ALL);
        List<Version> all = listed(storage, KeyRange.ALL);
        assertThat(all.stream().filter(Version::deleted).map(Version::key))
                .containsExactlyInAnyOrderElementsOf(OddKeys.ALL);
        assertThat(storage.deleteVersions(all)).isEqualTo(new Deletion(2 * OddKeys.ALL.size(), List.of()));
        assertThat(listed(storage, KeyRange.ALL)).isEmpty();
    }

    @Test
    void a_folder_of_it_has_versions_under_its_own_keys() {
        write(storage, "folder/a", 1);
        write(storage, "beside", 1);
        VersionedStorage folder = versioned(PrefixedStorage.over((MutableStorage) storage, "folder/"));
        List<Version> all = listed(folder, KeyRange.ALL);
        assertThat(all).extracting(Version::key).containsExactly("a");
        folder.deleteVersions(all);
        assertThat(listed(storage, KeyRange.ALL)).extracting(Version::key).containsExactly("beside");
    }

    @Test
    void a_listing_of_versions_whose_line_breaks_goes_on_without_gap_or_repetition() {
        for (int state = 1; state <= 40; state++) {
            write(storage, "folder/" + state % 4, state);
        }
        List<Version> all = listed(storage, KeyRange.ALL);
        try (FaultProxy line = FaultProxy.to(bucket.endpoint().getPort());
                MutableStorage retrying = RetryingStorage.over((MutableStorage) through(line), Retry.standard())) {
            line.down().cutOnceAfter(5_000);
            assertThat(listed(versioned(retrying), KeyRange.ALL)).isEqualTo(all);
            assertThat(line.connections()).isGreaterThan(1);
        }
    }

    private S3Storage through(FaultProxy line) {
        return S3Storage.open(
                bucket.config()
                        .with(S3Dialect.COMPATIBLE)
                        .with(S3Endpoint.at("http://127.0.0.1:" + line.port()).withPathStyle(true)),
                Clock.systemUTC());
    }
}
