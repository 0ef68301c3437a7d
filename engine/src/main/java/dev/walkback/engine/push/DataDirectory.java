package dev.walkback.engine.push;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A path of a data directory, as the file system knows it. */
final class DataDirectory {

    private DataDirectory() {}

    /** With links resolved; empty where there is no such folder, or where it may not be looked at. */
    static Optional<Path> real(Path path) {
        try {
            return Optional.of(path.toRealPath()).filter(Files::isDirectory);
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
