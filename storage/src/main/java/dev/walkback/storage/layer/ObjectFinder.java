package dev.walkback.storage.layer;

import dev.walkback.storage.Capability;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.Codecs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the objects of a logical name, such as {@code wal_005/000000010000000000000003}, whose extension nobody knows
 * beforehand. One request, or as many side by side as there are extensions; never one after the other, because PostgreSQL asks
 * for what is not there at the end of every recovery and waits for the answer.
 */
public final class ObjectFinder {

    private final Storage storage;

    public ObjectFinder(Storage storage) {
        this.storage = storage;
    }

    /** @throws StorageException when any of the answers could not be had: not to know is not "missing" */
    public FoundObjects find(String logicalName) {
        List<String> keys = keys(logicalName);
        if (storage.capabilities().contains(Capability.NO_ROUND_TRIPS)) {
            return new FoundObjects(
                    logicalName,
                    keys.stream().map(storage::stat).flatMap(Optional::stream).toList());
        }
        Map<String, ObjectInfo> found = storage.capabilities().contains(Capability.CHEAP_PREFIX_LISTING)
                ? listed(logicalName, keys)
                : asked(keys);
        return new FoundObjects(
                logicalName,
                keys.stream().map(found::get).filter(object -> object != null).toList());
    }

    /** In WAL-G's order. It looks for the bare name last, whatever place an empty extension has among the others. */
    static List<String> keys(String logicalName) {
        return Stream.concat(
                        Codecs.LOOK_UP_ORDER.stream()
                                .filter(extension -> !extension.isEmpty())
                                .map(extension -> logicalName + "." + extension),
                        Stream.of(logicalName))
                .toList();
    }

    private Map<String, ObjectInfo> listed(String logicalName, List<String> keys) {
        // '/' sorts right after '.', so this keeps out whatever lies in a folder of that name
        KeyRange around = KeyRange.prefix(logicalName).to(logicalName + "/");
        try (Stream<ObjectInfo> objects = storage.list(around)) {
            return objects.filter(object -> keys.contains(object.key()))
                    .collect(Collectors.toMap(ObjectInfo::key, Function.identity()));
        }
    }

    private Map<String, ObjectInfo> asked(List<String> keys) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<ObjectInfo>>> answers = keys.stream()
                    .map(key -> threads.submit(() -> storage.stat(key)))
                    .toList();
            try {
                return answers.stream()
                        .map(this::answer)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toMap(ObjectInfo::key, Function.identity()));
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private Optional<ObjectInfo> answer(Future<Optional<ObjectInfo>> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new StorageException.Interrupted(storage.location(), "look for an object", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
