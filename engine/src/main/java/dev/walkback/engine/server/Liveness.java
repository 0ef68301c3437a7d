package dev.walkback.engine.server;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server runs on a data directory. A server's first process works within its data directory, which tells it for certain,
 * even one in a container that sees other process numbers. Where that cannot be seen, the process that the lock file names counts
 * as the server unless it began clearly after the file was written: to take a dead server for a live one is a nuisance, the reverse
 * is a catastrophe.
 */
public enum Liveness {
    /** There is no lock file, and no server works here. */
    NONE,
    /** A server runs, or it cannot be ruled out. */
    LIVE,
    /** A server left its lock file behind: it crashed, or the machine did. */
    STALE;

    /** How much later than its lock file says a server's process may seem to have begun: clocks are set. */
    private static final Duration DRIFT = Duration.ofMinutes(2);

    private static final Path PROCESSES = Path.of("/proc");

    static Liveness of(Path data, @Nullable Postmaster postmaster) {
        if (serverWorksIn(data)) {
            return LIVE;
        }
        if (postmaster == null) {
            return Files.exists(data.resolve(Postmaster.FILE)) ? LIVE : NONE;
        }
        return mayBe(postmaster, data) ? LIVE : STALE;
    }

    private static boolean mayBe(Postmaster postmaster, Path data) {
        Optional<ProcessHandle> process = ProcessHandle.of(postmaster.pid()).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return false;
        }
        Path folder = PROCESSES.resolve(Long.toString(postmaster.pid()));
        if (Files.isReadable(folder.resolve("cwd")) && isServer(folder) && !worksIn(folder, data)) {
            return false;
        }
        Instant written = postmaster.started();
        Instant began = process.get().info().startInstant().orElse(null);
        return written == null || began == null || !began.isAfter(written.plus(DRIFT));
    }

    private static boolean serverWorksIn(Path data) {
        if (!Files.isDirectory(PROCESSES) || !Files.isDirectory(data)) {
            return false;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : all) {
                if (isServer(process) && worksIn(process, data)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException notShown) {
            return false;
        }
        return false;
    }

    private static boolean isServer(Path process) {
        try {
            String name = Files.readString(process.resolve("comm")).strip();
            return name.startsWith("postgres") || name.startsWith("postmaster");
        } catch (IOException endedOrHidden) {
            return false;
        }
    }

    private static boolean worksIn(Path process, Path data) {
        try {
            Object there =
                    Files.readAttributes(process.resolve("cwd"), "fileKey").get("fileKey");
            Object here = Files.readAttributes(data, "fileKey").get("fileKey");
            return there != null && Objects.equals(there, here);
        } catch (IOException endedOrHidden) {
            return false;
        }
    }
}
