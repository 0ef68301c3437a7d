package dev.walkback.engine.catchup;

import dev.walkback.engine.backup.FilesMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of relations that were dropped since: WAL that says so is never replayed, and they would stay for ever. Only the folders of
 * databases are gone through.
 */
final class Dropped {

    private final Path data;
    private final CopyPlaces places;
    private final FilesMetadata files;

    Dropped(Path data, CopyPlaces places, FilesMetadata files) {
        this.data = data;
        this.places = places;
        this.files = files;
    }

    long remove() throws IOException {
        long removed = below("base");
        for (String tablespace : names("pg_tblspc")) {
            removed += below("pg_tblspc/" + tablespace);
        }
        return removed;
    }

    private long below(String folder) throws IOException {
        long removed = 0;
        for (String name : names(folder)) {
            String member = folder + "/" + name;
            Path path = places.of(member);
            if (Files.isDirectory(path)) {
                removed += below(member);
            } else if (Files.isRegularFile(path) && files.find("/" + member).isEmpty()) {
                Files.delete(path);
                removed++;
            }
        }
        return removed;
    }

    private List<String> names(String folder) throws IOException {
        Path path = data.resolve(folder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
        }
    }
}
