package dev.walkback.storage.local;

import dev.walkback.storage.Interrupts;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Walks down into the directories that a range can reach, depth first, which is the order of keys. Holds the names of the
 * directories that it is in, nothing else: no file stays open between two elements.
 */
final class Listing implements Iterator<ObjectInfo> {

    private final KeyRange range;
    private final Root root;
    private final Location location;
    private final Failures failures;
    private final Deque<Folder> folders = new ArrayDeque<>();
    private @Nullable ObjectInfo next;

    /** @param start the directory of the folder that the range's prefix names */
    Listing(Path start, String folder, KeyRange range, Root root, Location location, Failures failures) {
        this.range = range;
        this.root = root;
        this.location = location;
        this.failures = failures;
        descend(start, folder);
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            Interrupts.check(location, "list " + range.prefix());
            next = advance();
        }
        return next != null;
    }

    @Override
    public ObjectInfo next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        ObjectInfo found = next;
        next = null;
        return found;
    }

    private @Nullable ObjectInfo advance() {
        while (!folders.isEmpty()) {
            Folder.Found found = nextOf(folders.peek());
            if (found == null) {
                folders.pop();
            } else if (found.attributes() != null) {
                if (range.contains(found.key())) {
                    return Etags.describe(found.key(), found.attributes());
                }
            } else if (Folder.mayHold(range, found.key()) && !leadsBack(found.path())) {
                descend(found.path(), found.key());
            }
        }
        return null;
    }

    private Folder.@Nullable Found nextOf(Folder folder) {
        try {
            return folder.next();
        } catch (IOException e) {
            throw failures.of(e, "list " + range.prefix(), range.prefix());
        }
    }

    private void descend(Path directory, String key) {
        try {
            folders.push(Folder.read(directory, key, range, root, location));
        } catch (IOException e) {
            throw failures.of(e, "list " + key, key);
        }
    }

    /** Whether a directory is a link to one that the walk is in, below which it would come by here for ever. */
    private boolean leadsBack(Path directory) {
        if (!Files.isSymbolicLink(directory)) {
            return false;
        }
        try {
            Path real = directory.toRealPath();
            for (Folder folder : folders) {
                if (folder.directory().toRealPath().startsWith(real)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return Root.isAbsence(e);
        }
    }
}
