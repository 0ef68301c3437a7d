package dev.walkback.storage.s3;

import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Keys;
import dev.walkback.storage.VersionedStorage.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Lists every state that objects had, where the bucket keeps them. */
final class Versions {

    private static final Comparator<Version> BY_KEY_NEWEST_FIRST = Comparator.comparing(Version::key, Keys.ORDER)
            .thenComparing(Version::latest, Comparator.reverseOrder())
            .thenComparing(Version::modified, Comparator.reverseOrder());

    private final Calls calls;
    private final Bucket bucket;

    Versions(Calls calls) {
        this.calls = calls;
        this.bucket = calls.bucket();
    }

    private record Marker(@Nullable String key, @Nullable String version) {}

    Stream<Version> list(KeyRange range) {
        if (ListingStart.isImpossible(range.prefix())) {
            return Stream.empty();
        }
        String from = range.from();
        String start = from == null || Keys.ORDER.compare(from, range.prefix()) <= 0 ? "" : ListingStart.before(from);
        Marker begin = new Marker(start.isEmpty() ? null : bucket.root() + start, null);
        return Pages.<Version, Marker>stream(
                        calls,
                        next -> page(range.prefix(), next == null ? begin : next),
                        version -> range.endsBefore(version.key()))
                .filter(version -> range.contains(version.key()));
    }

    private Pages.Page<Version, Marker> page(String prefix, Marker marker) {
        ListObjectVersionsResponse answer = calls.ask(
                "list versions",
                "",
                s3 -> s3.listObjectVersions(request -> request.bucket(bucket.name())
                        .prefix(bucket.root() + prefix)
                        .encodingType(EncodingType.URL)
                        .keyMarker(marker.key())
                        .versionIdMarker(marker.version())));
        List<Version> versions = new ArrayList<>();
        for (ObjectVersion version : answer.versions()) {
            versions.add(new Version(
                    bucket.relative(version.key()),
                    version.versionId(),
                    version.size() == null ? 0 : version.size(),
                    version.lastModified() == null ? Instant.EPOCH : version.lastModified(),
                    Boolean.TRUE.equals(version.isLatest()),
                    false));
        }
        for (DeleteMarkerEntry mark : answer.deleteMarkers()) {
            versions.add(new Version(
                    bucket.relative(mark.key()),
                    mark.versionId(),
                    0,
                    mark.lastModified() == null ? Instant.EPOCH : mark.lastModified(),
                    Boolean.TRUE.equals(mark.isLatest()),
                    true));
        }
        versions.removeIf(version -> version.key().isEmpty());
        versions.sort(BY_KEY_NEWEST_FIRST);
        Marker next = Boolean.TRUE.equals(answer.isTruncated())
                ? new Marker(answer.nextKeyMarker(), answer.nextVersionIdMarker())
                : null;
        return new Pages.Page<>(versions, next);
    }

    /** Whether the bucket keeps versions from now on. */
    boolean areKept() {
        return calls.ask(
                                "ask whether versions are kept",
                                "",
                                s3 -> s3.getBucketVersioning(request -> request.bucket(bucket.name())))
                        .status()
                == BucketVersioningStatus.ENABLED;
    }
}
