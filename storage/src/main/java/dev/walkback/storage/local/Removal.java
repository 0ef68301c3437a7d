package dev.walkback.storage.local;

import dev.walkback.storage.Deletion;
import dev.walkback.storage.Interrupts;
import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call's deletion of many files, and of the directories that it empties. */
final class Removal {

    private final Root root;
    private final Location location;
    private final Failures failures;
    private final List<Deletion.Failure> failed = new ArrayList<>();
    private final Set<Path> touched = new LinkedHashSet<>();
    private StorageException.@Nullable Denied denied;
    private int deleted;

    Removal(Root root, Location location, Failures failures) {
        this.root = root;
        this.location = location;
        this.failures = failures;
    }

    Deletion of(Map<String, Path> files, int keys) {
        files.forEach((key, file) -> {
            Interrupts.check(location, "delete " + key);
            remove(key, file);
        });
        if (denied != null && deleted == 0) {
            throw denied;
        }
        tidy();
        return new Deletion(keys - failed.size(), failed);
    }

    private void remove(String key, Path file) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isOther()) {
                failed.add(new Deletion.Failure(key, file + " is a pipe, a device or a socket, not a file"));
            } else if (!found.isDirectory()) {
                Files.delete(file);
                deleted++;
                touched.add(NewFolders.above(file));
            }
        } catch (IOException e) {
            if (!Root.isAbsence(e)) {
                fail(key, failures.of(e, "delete " + key, key));
            }
        }
    }

    private void fail(String key, StorageException failure) {
        switch (failure) {
            case StorageException.Denied e -> {
                denied = e;
                if (e.reason() == StorageException.Denied.Reason.READ_ONLY) {
                    throw e;
                }
                failed.add(new Deletion.Failure(key, e.why()));
            }
            case StorageException.Unreachable e -> throw e;
            default -> failed.add(new Deletion.Failure(key, Objects.requireNonNullElse(failure.getMessage(), "")));
        }
    }

    /** Directories that have become empty go too, and the disk confirms what is left. */
    private void tidy() {
        Map<Path, Boolean> toSync = new LinkedHashMap<>();
        for (Path folder : touched) {
            List<Path> above = new ArrayList<>();
            for (Path one = folder; !one.equals(root.path()); one = NewFolders.above(one)) {
                above.add(one);
            }
            NewFolders.removeEmpty(above);
            Path left = folder;
            while (!Files.isDirectory(left) && !left.equals(root.path())) {
                left = NewFolders.above(left);
            }
            toSync.put(left, true);
        }
        toSync.keySet().forEach(this::sync);
    }

    private void sync(Path folder) {
        try {
            NewFolders.syncOne(folder);
        } catch (IOException e) {
            throw failures.of(e, "delete below " + folder, "");
        }
    }
}
