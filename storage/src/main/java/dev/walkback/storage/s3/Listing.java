package dev.walkback.storage.s3;

import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Keys;
import dev.walkback.storage.ObjectInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists objects, by either version of S3's request. Keys are asked for URL-encoded, as XML cannot say every character that a
 * key may have; the SDK decodes them.
 */
final class Listing {

    private static final String SLASH = "/";

    /** Not by Comparator.comparing, whose lambda no AOT cache holds. */
    private static final Comparator<Entry> BY_KEY = (one, other) -> Keys.ORDER.compare(one.key(), other.key());

    private final Calls calls;
    private final Bucket bucket;
    private final boolean firstVersion;

    Listing(Calls calls, boolean firstVersion) {
        this.calls = calls;
        this.bucket = calls.bucket();
        this.firstVersion = firstVersion;
    }

    /** What one page holds of either kind. */
    private record Found(
            List<S3Object> objects,
            List<CommonPrefix> folders,
            @Nullable String next) {}

    Stream<ObjectInfo> list(KeyRange range) {
        if (ListingStart.isImpossible(range.prefix())) {
            return Stream.empty();
        }
        String from = range.from();
        String start = from == null || Keys.ORDER.compare(from, range.prefix()) <= 0 ? "" : ListingStart.before(from);
        return Pages.<ObjectInfo, String>stream(
                        calls,
                        next -> objects(page("list", ListingStart.repeatable(range.prefix()), null, start, next)),
                        object -> range.endsBefore(object.key()))
                .filter(object -> range.contains(object.key()));
    }

    Stream<Entry> entries(String folder) {
        if (ListingStart.isImpossible(folder)) {
            return Stream.empty();
        }
        return Pages.<Entry, String>stream(
                calls, next -> entries(page("list " + folder, folder, SLASH, "", next)), entry -> false);
    }

    private Pages.Page<ObjectInfo, String> objects(Found found) {
        List<ObjectInfo> objects = new ArrayList<>(found.objects().size());
        for (S3Object object : found.objects()) {
            String key = bucket.relative(object.key());
            if (!key.isEmpty()) {
                objects.add(Reading.info(key, object.size(), object.lastModified(), object.eTag()));
            }
        }
        // stores written in Java may list by UTF-16; a page is all that can be set right of that
        objects.sort(BY_KEY);
        return new Pages.Page<>(objects, found.next());
    }

    /** A page has its objects and its folders apart, each in order. */
    private Pages.Page<Entry, String> entries(Found found) {
        List<Entry> entries = new ArrayList<>(objects(found).items());
        for (CommonPrefix folder : found.folders()) {
            entries.add(new Entry.Folder(bucket.relative(folder.prefix())));
        }
        entries.sort(BY_KEY);
        return new Pages.Page<>(entries, found.next());
    }

    private Found page(
            String attempted, String prefix, @Nullable String delimiter, String start, @Nullable String next) {
        String fullPrefix = bucket.root() + prefix;
        String fullStart = start.isEmpty() ? "" : bucket.root() + start;
        return firstVersion
                ? first(attempted, fullPrefix, delimiter, next == null ? fullStart : next)
                : second(attempted, fullPrefix, delimiter, fullStart, next);
    }

    private Found second(
            String attempted, String prefix, @Nullable String delimiter, String start, @Nullable String next) {
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                .bucket(bucket.name())
                .prefix(prefix)
                .delimiter(delimiter)
                .encodingType(EncodingType.URL)
                .continuationToken(next);
        if (!start.isEmpty() && next == null) {
            request.startAfter(start);
        }
        ListObjectsV2Response answer = calls.ask(attempted, "", s3 -> s3.listObjectsV2(request.build()));
        boolean more = Boolean.TRUE.equals(answer.isTruncated());
        return new Found(answer.contents(), answer.commonPrefixes(), more ? answer.nextContinuationToken() : null);
    }

    private Found first(String attempted, String prefix, @Nullable String delimiter, String marker) {
        ListObjectsRequest.Builder request = ListObjectsRequest.builder()
                .bucket(bucket.name())
                .prefix(prefix)
                .delimiter(delimiter)
                .encodingType(EncodingType.URL);
        if (!marker.isEmpty()) {
            request.marker(marker);
        }
        ListObjectsResponse answer = calls.ask(attempted, "", s3 -> s3.listObjects(request.build()));
        boolean more = Boolean.TRUE.equals(answer.isTruncated());
        return new Found(answer.contents(), answer.commonPrefixes(), more ? marker(answer) : null);
    }

    /** The service names the next page only when it was asked for folders; else it begins after the last key. */
    private static @Nullable String marker(ListObjectsResponse answer) {
        if (answer.nextMarker() != null) {
            return answer.nextMarker();
        }
        return answer.contents().isEmpty() ? null : answer.contents().getLast().key();
    }
}
