package dev.walkback.engine.walpush;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The folder of WAL on this machine: what the server has ready for its archive, and the marks that WAL-G leaves of what was sent along.
 *
 * @param wal {@code pg_wal}
 * @param state {@code walg_data} in it, where a server does not look
 */
public record PushFolder(Path wal, Path state) {

    private static final String STATUS = "archive_status";
    private static final String READY = ".ready";
    private static final String DONE = ".done";
    private static final List<String> FOLDERS = List.of("pg_wal", "pg_xlog");

    /**
     * Where a file lies that is pushed. As in WAL-G the marks are in the data directory's folder; where there is none they would be in
     * /tmp, which belongs to everybody, so here they are beside the file.
     *
     * @param file absolute
     * @param data the data directory: as the settings name it, else the working directory
     */
    public static PushFolder of(Path file, Path data) {
        Path beside = Objects.requireNonNull(file.getParent());
        Path home = FOLDERS.stream()
                .map(data::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(beside);
        return new PushFolder(beside, home.resolve("walg_data").resolve("walg_archive_status"));
    }

    /** Where maps of changed blocks lie until they are whole: beside the marks, as with WAL-G. */
    public Path unfinishedMaps() {
        return Objects.requireNonNull(state.getParent());
    }

    /** The names of what is ready, in order; none where no server keeps such a folder. */
    List<String> ready() {
        String[] names = wal.resolve(STATUS).toFile().list((folder, name) -> name.endsWith(READY));
        if (names == null) {
            return List.of();
        }
        Arrays.sort(names);
        return Arrays.stream(names)
                .map(name -> name.substring(0, name.length() - READY.length()))
                .toList();
    }

    Path file(String name) {
        return wal.resolve(name);
    }

    /** The server will not offer it again. */
    void done(String name) throws IOException {
        Path status = wal.resolve(STATUS);
        Files.move(status.resolve(name + READY), status.resolve(name + DONE), StandardCopyOption.ATOMIC_MOVE);
    }

    boolean isMarked(String name) {
        return Files.exists(markOf(name));
    }

    void mark(String name) throws IOException {
        Files.createDirectories(state);
        try {
            Files.createFile(markOf(name));
        } catch (FileAlreadyExistsException marked) {
            return;
        }
    }

    void unmark(String name) throws IOException {
        try {
            Files.delete(markOf(name));
        } catch (NoSuchFileException none) {
            return;
        }
    }

    /** WAL-G's marks lack what a name ends in, so that a segment and its .partial share one. */
    private Path markOf(String name) {
        int dot = name.lastIndexOf('.');
        return state.resolve(dot < 0 ? name : name.substring(0, dot));
    }
}
