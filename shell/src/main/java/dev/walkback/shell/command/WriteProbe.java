package dev.walkback.shell.command;

import dev.walkback.storage.Content;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Finds out whether a storage can be written, in the one way there is: an object of a name nobody uses comes and goes. */
final class WriteProbe {

    private static final byte[] BYTES = "walkback storage check\n".getBytes(StandardCharsets.US_ASCII);

    private final String key = "walkback-check-" + UUID.randomUUID();

    String key() {
        return key;
    }

    /** Stores the object and reads it back. */
    void store(MutableStorage storage) {
        storage.write(key, Content.of(BYTES), Overwrite.REFUSED);
        try {
            readBack(storage);
        } catch (RuntimeException e) {
            storage.delete(List.of(key));
            throw e;
        }
    }

    private void readBack(MutableStorage storage) {
        try (OpenObject object = storage.read(key)) {
            if (!Arrays.equals(object.bytes().readAllBytes(), BYTES)) {
                throw new StorageException.Damaged(
                        storage.location(), key, "what was just written reads back as something else", null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(MutableStorage storage) {
        Deletion deletion = storage.delete(List.of(key));
        if (!deletion.failed().isEmpty()) {
            throw new StorageException.Denied(
                    storage.location(),
                    StorageException.Denied.Reason.NOT_ALLOWED,
                    "delete " + key,
                    deletion.failed().getFirst().why() + "; the probe object is still there",
                    null);
        }
    }
}
