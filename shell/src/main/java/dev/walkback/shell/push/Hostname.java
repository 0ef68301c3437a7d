package dev.walkback.shell.push;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself, which backups tell. */
final class Hostname {

    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private Hostname() {}

    static String ofThisMachine() {
        try {
            if (Files.isReadable(KERNEL)) {
                return Files.readString(KERNEL).strip();
            }
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException nameless) {
            return "localhost";
        }
    }
}
