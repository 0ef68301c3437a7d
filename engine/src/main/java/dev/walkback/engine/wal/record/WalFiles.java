package dev.walkback.engine.wal.record;

import dev.walkback.engine.wal.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where segments come from, one after another: an archive, a folder, memory. */
@FunctionalInterface
public interface WalFiles {

    /**
     * A segment's plain content from its first byte.
     *
     * @param segment whose timeline is the newest that its pages may tell
     */
    record Opened(Segment segment, InputStream bytes) {}

    /** The segment of this number, on whichever timeline the way leads; empty where there is none, which is the end of reading. */
    Optional<Opened> open(long number) throws IOException;
}
