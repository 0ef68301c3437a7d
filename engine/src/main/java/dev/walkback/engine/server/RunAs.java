package dev.walkback.engine.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who a server's programs are run as: the owner of its directory, since a server takes no other, and never root, since PostgreSQL takes
 * that for a mistake.
 *
 * @param uid of the owner
 * @param switching whether we are root and have to become that user
 */
public record RunAs(int uid, int gid, boolean switching) {

    /** It cannot be run as the owner. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean ownedByRoot;

        Refused(boolean ownedByRoot, String message) {
            super(message);
            this.ownedByRoot = ownedByRoot;
        }

        /** Whether the directory is root's; otherwise it is somebody else's, and we are not root. */
        public boolean ownedByRoot() {
            return ownedByRoot;
        }
    }

    private static final List<String> PLACES = List.of("/usr/bin/setpriv", "/bin/setpriv", "/usr/local/bin/setpriv");

    /** The owner of a directory. */
    public static RunAs ownerOf(Path data) throws IOException, Refused {
        int owner = (Integer) Files.getAttribute(data, "unix:uid");
        int group = (Integer) Files.getAttribute(data, "unix:gid");
        int us = ourselves();
        if (owner == 0) {
            throw new Refused(true, data + " belongs to root, and PostgreSQL does not run as root");
        }
        if (us != owner && us != 0) {
            throw new Refused(false, data + " belongs to another user");
        }
        return new RunAs(owner, group, us != owner);
    }

    /** Whether that is root, who has to become somebody else. */
    public static boolean isRoot() throws IOException {
        return ourselves() == 0;
    }

    private static int ourselves() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? (Integer) Files.getAttribute(self, "unix:uid")
                : (Integer) Files.getAttribute(Files.createTempFile("walkback-", ".who"), "unix:uid");
    }

    /** The words that run a command so. */
    List<String> words(List<String> command) throws IOException {
        if (!switching) {
            return command;
        }
        List<String> words = new ArrayList<>();
        if (PLACES.stream().anyMatch(place -> Files.isExecutable(Path.of(place)))) {
            words.addAll(List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--"));
        } else {
            // a name is wanted here, and a number with a sign in front is none: the system's own tool finds it
            words.addAll(List.of("su", name(), "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--"));
        }
        words.addAll(command);
        return words;
    }

    private String name() throws IOException {
        try (var lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 2 && fields[2].equals(Integer.toString(uid)))
                    .map(fields -> fields[0])
                    .findFirst()
                    .orElseThrow(() -> new IOException("the user " + uid + " has no name here"));
        }
    }
}
