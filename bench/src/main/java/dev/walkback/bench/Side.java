package dev.walkback.bench;

import java.io.IOException;
import java.nio.file.Path;

/** One of two who do the same work, so that only they differ. */
interface Side extends AutoCloseable {

    void write(String key, Path content) throws IOException;

    long read(String key) throws IOException;

    @Override
    void close();
}
