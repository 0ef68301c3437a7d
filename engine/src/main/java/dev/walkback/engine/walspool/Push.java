package dev.walkback.engine.walspool;

import java.io.IOException;
import java.nio.file.Path;

/** Puts one file of WAL into the archive. */
@FunctionalInterface
public interface Push {

    /** When it returns, the archive has this content under the file's name for good. */
    void push(Path file) throws IOException, InterruptedException;
}
