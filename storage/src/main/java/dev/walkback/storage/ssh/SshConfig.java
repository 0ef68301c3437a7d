package dev.walkback.storage.ssh;

import dev.walkback.storage.Location;
import dev.walkback.storage.TimeLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a directory of another machine is, and how to get there.
 *
 * @param host name or address, without a port
 * @param root absolute path of the directory; it must exist
 * @param password to log in with, or null
 * @param key to log in with, or null. With both, the key is tried first
 * @param streams how many transfers may run at once; an OpenSSH server allows ten on one connection unless told otherwise
 */
public record SshConfig(
        String host,
        int port,
        String user,
        String root,
        @Nullable String password,
        @Nullable PrivateKey key,
        HostKeys hostKeys,
        int streams,
        TimeLimits limits) {

    public static final int DEFAULT_PORT = 22;
    public static final int DEFAULT_STREAMS = 8;

    public SshConfig {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the host's name is empty");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("no such port: " + port);
        }
        if (user.isEmpty()) {
            throw new IllegalArgumentException("the user's name is empty");
        }
        if (!root.startsWith("/")) {
            throw new IllegalArgumentException("the root must be an absolute path: " + root);
        }
        if (root.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the root holds a NUL character");
        }
        if (streams < 1) {
            throw new IllegalArgumentException("at least one stream is needed");
        }
        root = withoutSlashesAtTheEnd(root);
    }

    /** Without a password and a key, which one of {@link #withPassword} and {@link #withKey} must add. */
    public static SshConfig of(String host, String user, String root) {
        return new SshConfig(
                host,
                DEFAULT_PORT,
                user,
                root,
                null,
                null,
                HostKeys.Known.of(Path.of(System.getProperty("user.home"))),
                DEFAULT_STREAMS,
                TimeLimits.DEFAULT);
    }

    public SshConfig withPort(int other) {
        return new SshConfig(host, other, user, root, password, key, hostKeys, streams, limits);
    }

    public SshConfig withPassword(@Nullable String other) {
        return new SshConfig(host, port, user, root, other, key, hostKeys, streams, limits);
    }

    public SshConfig withKey(@Nullable PrivateKey other) {
        return new SshConfig(host, port, user, root, password, other, hostKeys, streams, limits);
    }

    public SshConfig withHostKeys(HostKeys other) {
        return new SshConfig(host, port, user, root, password, key, other, streams, limits);
    }

    public SshConfig withStreams(int other) {
        return new SshConfig(host, port, user, root, password, key, hostKeys, other, limits);
    }

    public SshConfig withLimits(TimeLimits other) {
        return new SshConfig(host, port, user, root, password, key, hostKeys, streams, other);
    }

    public Location location() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return new Location("ssh://" + user + "@" + shown + (port == DEFAULT_PORT ? "" : ":" + port) + root);
    }

    @Override
    public String toString() {
        return "SshConfig[" + location() + ", password " + (password == null ? "none" : "***") + ", key " + key + ", "
                + hostKeys + ", " + streams + " streams, " + limits + "]";
    }

    private static String withoutSlashesAtTheEnd(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
