package dev.walkback.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every part of the contract works with: the place of this case, and short ways to fill it and look at it. */
public interface ContractFixture {

    int MIB = 1024 * 1024;

    StorageUnderTest place();

    /** The place, open. */
    MutableStorage storage();

    default ObjectInfo put(String key, String text) {
        return storage().write(key, Content.of(text.getBytes(StandardCharsets.UTF_8)), Overwrite.ALLOWED);
    }

    default void putAll(String... keys) {
        putAll(List.of(keys));
    }

    /** Writes objects that hold their own key, several at a time. */
    default void putAll(Collection<String> keys) {
        try (var workers = Executors.newFixedThreadPool(8)) {
            List<Future<ObjectInfo>> writes = keys.stream()
                    .map(key -> workers.submit(() -> put(key, key)))
                    .toList();
            writes.forEach(ContractFixture::outcome);
        }
    }

    default String text(String key) {
        return new String(bytes(storage(), key, ByteRange.ALL), StandardCharsets.UTF_8);
    }

    default byte[] bytes(Storage storage, String key, ByteRange range) {
        try (OpenObject object = storage.read(key, range)) {
            return object.bytes().readAllBytes();
        } catch (IOException e) {
            throw new AssertionError("storages speak in StorageExceptions", e);
        }
    }

    default List<String> keys(KeyRange range) {
        return keys(storage(), range);
    }

    default List<String> keys(Storage storage, KeyRange range) {
        try (Stream<ObjectInfo> listing = storage.list(range)) {
            return listing.map(ObjectInfo::key).collect(Collectors.toList());
        }
    }

    default List<String> entries(String folder) {
        try (Stream<Entry> listing = storage().entries(folder)) {
            return listing.map(Entry::key).toList();
        }
    }

    /** The same bytes for the same length, without any pattern that a codec or a cut could hide in. */
    static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** Nothing can be seen of an object, by any way of looking. */
    default void assertNothingVisible(String key) {
        assertThat(storage().stat(key)).as("stat %s", key).isEmpty();
        assertThat(keys(KeyRange.ALL)).as("whole listing").isEmpty();
        assertThat(objectsIn("")).as("root folder").isEmpty();
    }

    /** Without the folders: a file system shows empty ones too. */
    default List<String> objectsIn(String folder) {
        try (Stream<Entry> listing = storage().entries(folder)) {
            return listing.filter(ObjectInfo.class::isInstance).map(Entry::key).toList();
        }
    }

    /** What a task gave, its own exception when it failed. */
    static <T> T outcome(Future<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Runs calls at the same time. */
    static <T> List<Future<T>> atOnce(Collection<? extends Callable<T>> calls) throws InterruptedException {
        try (var workers = Executors.newFixedThreadPool(calls.size())) {
            return workers.invokeAll(calls);
        }
    }
}
