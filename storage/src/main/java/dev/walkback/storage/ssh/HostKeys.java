package dev.walkback.storage.ssh;

import java.nio.file.Path;
import java.util.List;

/** How a server proves that it is the one we mean. */
public sealed interface HostKeys {

    /**
     * The server's key must be in one of these files, in OpenSSH's format. Files that are not there count as empty. An
     * unknown key is refused, as is another one than the files name: nothing is ever added to them.
     */
    record Known(List<Path> files) implements HostKeys {

        public Known {
            files = List.copyOf(files);
        }

        /** The two files that OpenSSH's own client reads for a user with this home. */
        public static Known of(Path home) {
            return new Known(List.of(home.resolve(".ssh/known_hosts"), Path.of("/etc/ssh/ssh_known_hosts")));
        }
    }

    /** Whoever answers is believed, which lets anyone on the way read and change the archive. */
    record Unchecked() implements HostKeys {}
}
