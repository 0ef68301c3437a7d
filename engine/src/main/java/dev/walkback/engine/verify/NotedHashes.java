package dev.walkback.engine.verify;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.hashes.ListedFile;
import dev.walkback.engine.push.hashes.TarLists;
import dev.walkback.engine.push.hashes.document.TarListDocument;
import dev.walkback.engine.tar.TarEntry;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Quietly;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of a tar's entries as they were noted when it was packed, read beside the tar, in the same order. A list that cannot be read
 * or does not go with the tar says nothing: what is wrong with the tar itself is found without it.
 */
final class NotedHashes implements AutoCloseable {

    static final NotedHashes NONE = new NotedHashes(null);

    private TarListDocument.@Nullable Reader list;

    private NotedHashes(TarListDocument.@Nullable Reader list) {
        this.list = list;
    }

    static NotedHashes of(ContentSource source, ObjectInfo list) {
        try {
            return new NotedHashes(new TarLists(source.storage()).open(list, source.layers()));
        } catch (IOException | StorageException unreadable) {
            return NONE;
        }
    }

    /** Of the next file of the tar. */
    OptionalInt crc32c(TarEntry entry) {
        ListedFile next = next();
        while (next != null && next.kind() != WalkedFile.Kind.FILE) {
            next = next();
        }
        if (next == null || !next.name().equals(entry.name()) || next.bytes() != entry.size()) {
            close();
            return OptionalInt.empty();
        }
        return OptionalInt.of(next.crc32c());
    }

    private @Nullable ListedFile next() {
        if (list == null) {
            return null;
        }
        try {
            return list.next();
        } catch (IOException | StorageException unreadable) {
            return null;
        }
    }

    @Override
    public void close() {
        if (list != null) {
            Quietly.close(list);
            list = null;
        }
    }
}
