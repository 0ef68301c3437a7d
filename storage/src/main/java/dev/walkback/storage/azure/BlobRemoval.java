package dev.walkback.storage.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.specialized.BlobClientBase;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Deletes objects, some at once. The service's own batches need a library more, and save little on so few bytes. */
final class BlobRemoval {

    private static final int AT_ONCE = 16;

    private final Calls calls;
    private final Location location;
    private final Duration limit;
    private final Function<String, BlobClientBase> blobs;
    private final List<Deletion.Failure> failed = new ArrayList<>();

    private record Asked(String key, Future<Void> answer) {}

    BlobRemoval(Calls calls, Location location, Duration limit, Function<String, BlobClientBase> blobs) {
        this.calls = calls;
        this.location = location;
        this.limit = limit;
        this.blobs = blobs;
    }

    Deletion of(Collection<String> keys) {
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException.Interrupted(location, "delete", null);
        }
        Set<String> all = new LinkedHashSet<>(keys);
        Queue<Asked> asked = new ArrayDeque<>();
        try {
            for (String key : all) {
                if (asked.size() == AT_ONCE) {
                    settle(asked.remove());
                }
                BlobClientBase blob = blobs.apply(key);
                asked.add(new Asked(key, calls.begin(() -> {
                    blob.deleteWithResponse(null, null, limit, Context.NONE);
                    return null;
                })));
            }
            while (!asked.isEmpty()) {
                settle(asked.remove());
            }
        } finally {
            asked.forEach(left -> left.answer().cancel(true));
        }
        return new Deletion(keys.size() - failed.size(), failed);
    }

    private void settle(Asked asked) {
        try {
            calls.outcome("delete " + asked.key(), asked.key(), limit, asked.answer());
        } catch (StorageException.Missing absent) {
            // as wanted
        } catch (StorageException.Rejected | StorageException.Changed refused) {
            failed.add(new Deletion.Failure(asked.key(), String.valueOf(refused.getMessage())));
        }
    }
}
