package dev.walkback.engine.server.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/**
 * Where a server writes its log: what its own logging collector says, else the file beside the data directory that {@code pg_ctl -l}
 * was given by us, else the newest of the directories that packages set.
 */
public final class LogFile {

    private static final int MOST_BYTES = 1 << 16;

    private LogFile() {}

    /** Beside the data directory, under its name: where a server that walkback starts, or says how to start, writes. */
    public static Path beside(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    /** Empty when none is found; then somebody must say where it is. */
    public static Optional<Path> of(Path data) {
        Optional<Path> current = collected(data);
        Optional<Path> ours = Optional.of(beside(data)).filter(Files::isRegularFile);
        if (current.isPresent() && ours.isPresent()) {
            return modified(current.get()).compareTo(modified(ours.get())) >= 0 ? current : ours;
        }
        if (current.isPresent() || ours.isPresent()) {
            return current.isPresent() ? current : ours;
        }
        return List.of("log", "pg_log").stream()
                .map(data::resolve)
                .flatMap(folder -> newest(folder).stream())
                .findFirst();
    }

    /** {@code current_logfiles}: a kind and a path in each line. */
    private static Optional<Path> collected(Path data) {
        Path file = data.resolve("current_logfiles");
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return Optional.empty();
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(" "))
                    .map(line -> data.resolve(line.substring(line.indexOf(' ') + 1)))
                    .filter(Files::isRegularFile)
                    .findFirst();
        } catch (IOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Path> newest(Path folder) {
        Path newest = null;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.isRegularFile(file)
                        && (newest == null || modified(file).compareTo(modified(newest)) > 0)) {
                    newest = file;
                }
            }
        } catch (IOException | DirectoryIteratorException none) {
            return Optional.empty();
        }
        return Optional.ofNullable(newest);
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
