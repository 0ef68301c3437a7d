package dev.walkback.shell.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where in a data directory a client may reach. It may be anybody who may write to the socket, and what it names is written to: so nothing
 * outside of the data directory, and of the place that its {@code pg_wal} is a link to.
 *
 * @param data absolute; empty where no setting names it, and then nothing can be reached
 */
public record DataPaths(Optional<Path> data) {

    private static final List<String> WAL = List.of("pg_wal", "pg_xlog");

    /** A file that the server has ready. */
    Path ready(String name) throws IOException {
        Path plain = path(name);
        if (name.isEmpty() || plain.getNameCount() != 1 || plain.isAbsolute() || name.startsWith(".")) {
            throw new IOException("'" + name + "' is not the plain name of a file of WAL");
        }
        return wal().resolve(plain);
    }

    /** Relative to the data directory; as it is where it begins with that. */
    Path destination(String text) throws IOException {
        Path destination = home().resolve(path(text)).normalize();
        Path folder = destination.getParent();
        if (folder == null || !destination.startsWith(home().normalize())) {
            throw outside(text);
        }
        // a link may lead out of it
        Path real = real(folder);
        if (!real.startsWith(real(home())) && !real.startsWith(real(wal()))) {
            throw outside(text);
        }
        return destination;
    }

    /** Whether it lies where the server has its WAL. */
    public boolean isWal(Path destination) throws IOException {
        return wal().normalize().equals(destination.getParent());
    }

    private IOException outside(String text) throws IOException {
        return new IOException("'" + text + "' lies outside of the data directory " + home());
    }

    private static Path real(Path folder) throws IOException {
        try {
            return folder.toRealPath();
        } catch (NoSuchFileException none) {
            throw new NoSuchFileException(folder.toString(), null, "there is no such directory, and none is made");
        }
    }

    private Path wal() throws IOException {
        Path home = home();
        return WAL.stream()
                .map(home::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseGet(() -> home.resolve(WAL.getFirst()));
    }

    private Path home() throws IOException {
        return data.orElseThrow(() -> new IOException("PGDATA is not set"));
    }

    private static Path path(String text) throws IOException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IOException("that is no path: " + e.getReason(), e);
        }
    }
}
