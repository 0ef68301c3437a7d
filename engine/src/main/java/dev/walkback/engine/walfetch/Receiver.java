package dev.walkback.engine.walfetch;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.SegmentSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The cluster that WAL is fetched for, as its own pg_control tells it: WAL of another one must never get into it. */
public record Receiver(SystemIdentifier cluster, SegmentSize segmentSize) {

    private static final String CONTROL = "global/pg_control";

    /** A server writes the file while it recovers, and half of a write may be seen once. */
    private static final int LOOKS = 2;

    /**
     * The cluster whose file this is to become. {@code restore_command} runs in the data directory and is told a path below it; {@code
     * pg_wal} may be a link that leads elsewhere, so paths are taken as they are written.
     *
     * @param destination absolute
     * @param directory the working directory
     */
    public static Optional<Receiver> of(Path destination, Path directory) {
        Path folder = destination.getParent();
        Path above = folder == null ? null : folder.getParent();
        Optional<Receiver> beside = above == null ? Optional.empty() : in(above);
        return beside.isPresent() ? beside : in(directory);
    }

    /** The cluster of this data directory; empty where it has no pg_control that can be read. */
    public static Optional<Receiver> in(Path data) {
        Path file = data.resolve(CONTROL);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        for (int look = 0; look < LOOKS; look++) {
            Optional<PgControl> control = PgControl.read(content(file)).optional();
            if (control.isPresent()) {
                return Optional.of(new Receiver(
                        control.get().systemIdentifier(), control.get().form().segmentSize()));
            }
        }
        return Optional.empty();
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
