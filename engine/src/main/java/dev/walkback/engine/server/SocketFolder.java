package dev.walkback.engine.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A directory of its own for a server's socket, closed to all but the server's user and root, and the rules of who may connect. A socket's
 * path may have a hundred bytes at most, so it lies with the restore only where that is short enough.
 *
 * @param path of the directory
 * @param access the file with the rules
 */
public record SocketFolder(Path path, Path access) {

    private static final int LONGEST = 90;

    /** @param temporary where to make it when the restore's own folder is too deep */
    public static SocketFolder make(Path data, RunAs owner, Path temporary) throws IOException {
        Path folder = DataDirectory.look(data).restore().path();
        Files.createDirectories(folder);
        Path own = folder.resolve("socket");
        Path place = own.toString().length() <= LONGEST
                ? Files.createDirectories(own)
                : Files.createTempDirectory(temporary, "walkback-");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
        Path access = place.resolve("access");
        Files.writeString(access, Isolation.accessRules());
        Files.setPosixFilePermissions(access, PosixFilePermissions.fromString("rw-------"));
        if (owner.switching()) {
            for (Path each : new Path[] {folder, place, access}) {
                Files.setAttribute(each, "unix:uid", owner.uid());
                Files.setAttribute(each, "unix:gid", owner.gid());
            }
        }
        return new SocketFolder(place, access);
    }
}
