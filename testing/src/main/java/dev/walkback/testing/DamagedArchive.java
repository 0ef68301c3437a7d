package dev.walkback.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The faults of the packed archive {@code damaged}: each is the sound archive beside them, without the objects in the fault's
 * {@code remove.txt}, with its {@code overlay/} over it. What WAL-G did with it is told by the fault's {@code case.md}.
 */
public final class DamagedArchive {

    private DamagedArchive() {}

    /** Every fault by name. Those about keys change nothing: they are other settings for a sound archive. */
    public static List<String> faults() {
        try (Stream<Path> folders = Files.list(all())) {
            return folders.filter(folder -> Files.exists(folder.resolve("case.md")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Makes an archive with this fault, to change as one likes; objects keep their modification times. */
    public static Path unpackInto(Path folder, String fault) {
        Path source = all().resolve(fault);
        try {
            copy(all().resolve("base"), folder);
            Path storage = folder.resolve("storage");
            if (Files.exists(source.resolve("remove.txt"))) {
                for (String key : Files.readAllLines(source.resolve("remove.txt"))) {
                    Files.delete(storage.resolve(key));
                }
            }
            if (Files.exists(source.resolve("overlay"))) {
                copy(source.resolve("overlay"), storage);
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException("making the archive of fault " + fault, failed);
        }
    }

    private static Path all() {
        return PackedArchive.named("damaged").shared();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
