package dev.walkback.storage.s3;

import dev.walkback.storage.Deletion;
import dev.walkback.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Removes objects, many by one request; one by one where the service does not take that, or XML cannot say the key. */
final class Deleting {

    private final Calls calls;
    private final Bucket bucket;
    private final int batch;
    private final BucketPresence presence;
    private final AtomicBoolean onlyOneByOne = new AtomicBoolean();

    /** An object, or one version of it. */
    record Target(String key, @Nullable String version) {}

    Deleting(Calls calls, int batch, BucketPresence presence) {
        this.calls = calls;
        this.bucket = calls.bucket();
        this.batch = batch;
        this.presence = presence;
    }

    Deletion delete(List<Target> targets) {
        targets.forEach(target -> bucket.full(target.key()));
        List<Deletion.Failure> failed = new ArrayList<>();
        List<Target> together = new ArrayList<>();
        List<Target> alone = new ArrayList<>();
        for (Target target : targets) {
            (XmlText.canSay(target.key()) ? together : alone).add(target);
        }
        failed.addAll(oneByOne(alone));
        for (int start = 0; start < together.size(); start += batch) {
            failed.addAll(some(together.subList(start, Math.min(start + batch, together.size()))));
        }
        if (!targets.isEmpty()) {
            presence.require();
        }
        return new Deletion(targets.size() - failed.size(), failed);
    }

    private List<Deletion.Failure> some(List<Target> targets) {
        if (!onlyOneByOne.get()) {
            try {
                return manyAtOnce(targets);
            } catch (StorageException.Rejected rejected) {
                if (!isUnknown(rejected)) {
                    throw rejected;
                }
                onlyOneByOne.set(true);
            }
        }
        return oneByOne(targets);
    }

    /** A refusal that one key meets need not meet the next; when all meet it, it is one failure. */
    private List<Deletion.Failure> oneByOne(List<Target> targets) {
        List<Deletion.Failure> failed = new ArrayList<>();
        for (Target target : targets) {
            try {
                one(target);
            } catch (StorageException.Denied denied) {
                failed.add(new Deletion.Failure(target.key(), denied.why()));
                if (denied.reason() == StorageException.Denied.Reason.CREDENTIALS || failed.size() == targets.size()) {
                    throw denied;
                }
            }
        }
        return failed;
    }

    private static boolean isUnknown(StorageException.Rejected rejected) {
        return rejected.getCause() instanceof S3Exception refused
                && (refused.statusCode() == 501 || refused.statusCode() == 405);
    }

    private List<Deletion.Failure> manyAtOnce(List<Target> targets) {
        List<ObjectIdentifier> objects = targets.stream()
                .map(target -> ObjectIdentifier.builder()
                        .key(bucket.full(target.key()))
                        .versionId(target.version())
                        .build())
                .toList();
        DeleteObjectsResponse answer = calls.ask(
                "delete " + said(targets),
                "",
                s3 -> s3.deleteObjects(request -> request.bucket(bucket.name())
                        .delete(delete -> delete.objects(objects).quiet(true))));
        List<Deletion.Failure> failed = new ArrayList<>();
        for (S3Error error : answer.errors()) {
            if (!"NoSuchKey".equals(error.code()) && !"NoSuchVersion".equals(error.code())) {
                failed.add(new Deletion.Failure(bucket.relative(error.key()), why(error)));
            }
        }
        requireSomeMayBeDeleted(targets, answer.errors());
        return failed;
    }

    /** No right to delete is told for each key; it is one failure all the same. */
    private void requireSomeMayBeDeleted(List<Target> targets, List<S3Error> errors) {
        boolean none = errors.size() >= targets.size()
                && errors.stream().allMatch(error -> "AccessDenied".equals(error.code()));
        if (none) {
            throw new StorageException.Denied(
                    bucket.location(),
                    StorageException.Denied.Reason.NOT_ALLOWED,
                    "delete " + said(targets),
                    why(errors.getFirst()),
                    null);
        }
    }

    private static String why(S3Error error) {
        return error.message() == null || error.message().isBlank()
                ? String.valueOf(error.code())
                : error.code() + ": " + error.message();
    }

    private static String said(List<Target> targets) {
        return targets.size() == 1 ? targets.getFirst().key() : targets.size() + " objects";
    }

    private void one(Target target) {
        try {
            calls.ask(
                    "delete " + target.key(),
                    target.key(),
                    s3 -> s3.deleteObject(request -> request.bucket(bucket.name())
                            .key(bucket.full(target.key()))
                            .versionId(target.version())));
        } catch (StorageException.Missing gone) {
            // as it was to be
        }
    }
}
