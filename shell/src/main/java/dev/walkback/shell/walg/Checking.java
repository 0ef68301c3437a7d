package dev.walkback.shell.walg;

import dev.walkback.storage.Content;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.Entry;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** {@code st check read} and {@code st check write}. */
final class Checking {

    private Checking() {}

    static void read(Words words, Session session) throws Exception {
        session.onStorage(words.text("target", "default"), storage -> {
            try (Stream<Entry> entries = storage.entries("")) {
                entries.limit(1).forEach(first -> {});
            } catch (StorageException failed) {
                throw new WalgFailure("failed to list the storage: " + Walg.sentence(failed), failed);
            }
            List<String> missing = new ArrayList<>();
            for (String name : words.arguments()) {
                if (!present(storage, name)) {
                    missing.add(name);
                }
            }
            if (!missing.isEmpty()) {
                throw new WalgFailure("files are missing: " + String.join(", ", missing));
            }
            session.log().info("Read check OK");
        });
    }

    static void write(Words words, Session session) throws Exception {
        session.onStorage(words.text("target", "default"), storage -> {
            String probe = UUID.randomUUID().toString().replace("-", "");
            StorageException failure = null;
            try {
                storage.write(probe, Content.of("test".getBytes(StandardCharsets.UTF_8)), Overwrite.REFUSED);
            } catch (StorageException e) {
                failure = e;
            }
            cleanUp(storage, probe, session);
            if (failure != null) {
                throw new WalgFailure("failed to write to the storage: " + Walg.sentence(failure), failure);
            }
            session.log().info("Write check OK");
        });
    }

    private static void cleanUp(MutableStorage storage, String probe, Session session) {
        boolean gone;
        try {
            Deletion deletion = storage.delete(List.of(probe));
            gone = deletion.failed().isEmpty();
        } catch (StorageException e) {
            gone = false;
        }
        if (!gone) {
            session.log().warning("failed to clean temp files, " + probe + " left in storage");
        }
    }

    private static boolean present(MutableStorage storage, String name) {
        try {
            return storage.stat(SlashPath.relative(name)).isPresent();
        } catch (StorageException e) {
            return false;
        }
    }
}
