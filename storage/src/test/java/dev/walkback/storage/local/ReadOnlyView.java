package dev.walkback.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The same directory, for one who may not change it: a read-only mount where we are root, else permissions taken away. */
record ReadOnlyView(Path path, boolean mounted) {

    static ReadOnlyView of(Path directory, Path beside) throws Exception {
        if (Disks.weAreRoot()) {
            Path view = Files.createTempDirectory(beside, "view");
            Disks.run("mount", "--bind", directory.toString(), view.toString());
            Disks.run("mount", "-o", "remount,ro,bind", view.toString());
            return new ReadOnlyView(view, true);
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        return new ReadOnlyView(directory, false);
    }

    void close() throws IOException, InterruptedException {
        if (mounted) {
            Disks.run("umount", path.toString());
        } else {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
