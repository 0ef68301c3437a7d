package dev.walkback.storage.s3;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.StorageException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Looks at single objects and opens them. */
final class Reading {

    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final Calls calls;
    private final Bucket bucket;
    private final Extras extras;
    private final BucketPresence presence;
    private final boolean plainHttp;

    Reading(Calls calls, Extras extras, BucketPresence presence, boolean plainHttp) {
        this.calls = calls;
        this.bucket = calls.bucket();
        this.extras = extras;
        this.presence = presence;
        this.plainHttp = plainHttp;
    }

    Optional<ObjectInfo> stat(String key) {
        String full = bucket.full(key);
        String attempted = "stat " + key;
        try {
            HeadObjectResponse head = calls.ask(
                    attempted,
                    key,
                    s3 -> s3.headObject(request ->
                            extras.onHead(request.bucket(bucket.name()).key(full))));
            presence.seen();
            return Optional.of(info(key, head.contentLength(), head.lastModified(), head.eTag()));
        } catch (StorageException.Missing missing) {
            // the SDK says "no such key" of any 404 to this request
            presence.require();
            return Optional.empty();
        } catch (StorageException.Denied denied) {
            throw explained(denied, key, full, attempted);
        }
    }

    /** The object, if it carries a mark. */
    Optional<ObjectInfo> marked(String key, String name, String value) {
        HeadObjectResponse head = calls.ask(
                "stat " + key,
                key,
                s3 -> s3.headObject(
                        request -> extras.onHead(request.bucket(bucket.name()).key(bucket.full(key)))));
        return value.equals(head.metadata().get(name))
                ? Optional.of(info(key, head.contentLength(), head.lastModified(), head.eTag()))
                : Optional.empty();
    }

    /** An answer to HEAD gives no reason. The same question by GET gives it. */
    private StorageException explained(StorageException.Denied denied, String key, String full, String attempted) {
        if (denied.reason() == StorageException.Denied.Reason.NOT_ALLOWED) {
            try {
                calls.ask(attempted, key, s3 -> {
                    s3.getObject(request -> extras.onGet(
                                    request.bucket(bucket.name()).key(full).range("bytes=0-0")))
                            .abort();
                    return true;
                });
            } catch (StorageException.Denied reasoned) {
                return reasoned;
            } catch (StorageException otherwise) {
                return denied;
            }
        }
        return denied;
    }

    OpenObject read(String key, ByteRange range) {
        String full = bucket.full(key);
        if (range.length() == 0) {
            return nothingOf(key, range);
        }
        String attempted = "read " + key;
        ResponseInputStream<GetObjectResponse> answer;
        try {
            answer = calls.move(attempted, key, new Waiting.Progress(), s3 -> s3.getObject(get(full, range)));
        } catch (StorageException.Missing missing) {
            if (!isSaid(missing)) {
                presence.require();
            }
            throw missing;
        } catch (StorageException.Rejected rejected) {
            return refused(key, range, rejected);
        }
        presence.seen();
        return opened(key, range, attempted, answer);
    }

    private static boolean isSaid(StorageException.Missing missing) {
        return missing.getCause() instanceof S3Exception s3 && Failures.code(s3).equals("NoSuchKey");
    }

    private GetObjectRequest get(String full, ByteRange range) {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(bucket.name()).key(full);
        if (!(range.offset() == 0 && range.length() == ByteRange.TO_THE_END)) {
            request.range("bytes=" + range.offset() + "-" + last(range));
        }
        if (range.etag() != null) {
            request.ifMatch(quoted(range.etag()));
        }
        return extras.onGet(request).build();
    }

    private static String last(ByteRange range) {
        return range.length() > Long.MAX_VALUE - range.offset()
                ? ""
                : String.valueOf(range.offset() + range.length() - 1);
    }

    private OpenObject refused(String key, ByteRange range, StorageException.Rejected rejected) {
        int status = rejected.getCause() instanceof S3Exception refused ? refused.statusCode() : 0;
        return switch (status) {
            case PRECONDITION_FAILED ->
                throw new StorageException.Changed(bucket.location(), key, "it was written again", rejected);
            case RANGE_NOT_SATISFIABLE -> nothingOf(key, range);
            default -> throw rejected;
        };
    }

    /** A range without bytes, which S3 cannot say: right at the object's end, and wrong beyond it. */
    private OpenObject nothingOf(String key, ByteRange range) {
        ObjectInfo info = stat(key).orElseThrow(() -> new StorageException.Missing(bucket.location(), key, null));
        requireSame(key, range, info.etag());
        if (range.lengthIn(info.size()) > 0) {
            throw new StorageException.Changed(bucket.location(), key, "it grew", null);
        }
        if (range.offset() > info.size()) {
            throw new StorageException.Rejected(
                    bucket.location(), "read " + key, "it has no byte at offset " + range.offset(), null);
        }
        return new OpenObject(info, InputStream.nullInputStream());
    }

    private OpenObject opened(
            String key, ByteRange range, String attempted, ResponseInputStream<GetObjectResponse> answer) {
        GetObjectResponse head = answer.response();
        long length = head.contentLength() == null ? -1 : head.contentLength();
        try {
            requireSame(key, range, plain(head.eTag()));
            long size = head.contentRange() == null ? length : sizeIn(head.contentRange(), attempted);
            if (head.contentRange() == null && range.offset() > 0) {
                throw new StorageException.Rejected(
                        bucket.location(), attempted, "the service does not know ranges", null);
            }
            ObjectInfo info = info(key, Math.max(0, size), head.lastModified(), head.eTag());
            Function<Throwable, RuntimeException> words = thrown -> inOurWords(attempted, key, thrown);
            Duration idle = calls.limits().idle();
            InputStream bytes = plainHttp
                    ? new PlainBytes(answer, length, idle, words)
                    : new ArrivingBytes(answer, length, idle, words);
            return new OpenObject(info, bytes);
        } catch (StorageException unfit) {
            answer.abort();
            throw unfit;
        }
    }

    private RuntimeException inOurWords(String attempted, String key, Throwable thrown) {
        String said = String.valueOf(thrown.getMessage());
        if (said.contains("checksum")) {
            return new StorageException.Damaged(
                    bucket.location(),
                    key,
                    "what came does not have the checksum that the service keeps of it",
                    thrown);
        }
        return calls.inOurWords(attempted, key, thrown);
    }

    private long sizeIn(String contentRange, String attempted) {
        try {
            return Long.parseLong(contentRange.substring(contentRange.lastIndexOf('/') + 1));
        } catch (NumberFormatException unknown) {
            throw new StorageException.Rejected(
                    bucket.location(), attempted, "no size in the range that came: " + contentRange, unknown);
        }
    }

    private void requireSame(String key, ByteRange range, @Nullable String etag) {
        if (range.etag() != null && !range.etag().equals(etag)) {
            throw new StorageException.Changed(bucket.location(), key, "it was written again", null);
        }
    }

    /** Some services write an etag in quotes here and without them there; ours has none. */
    static @Nullable String plain(@Nullable String etag) {
        return etag == null || etag.length() < 2 || !etag.startsWith("\"") || !etag.endsWith("\"")
                ? etag
                : etag.substring(1, etag.length() - 1);
    }

    static String quoted(String etag) {
        return '"' + etag + '"';
    }

    static ObjectInfo info(String key, @Nullable Long size, @Nullable Instant modified, @Nullable String etag) {
        return new ObjectInfo(key, size == null ? 0 : size, modified == null ? Instant.EPOCH : modified, plain(etag));
    }
}
