package dev.walkback.engine.catchup;

import dev.walkback.engine.backup.TablespaceMap;
import dev.walkback.engine.restore.gate.SafeName;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Where files of a copy lie. No link is followed but those of its tablespaces. */
final class CopyPlaces {

    private static final String TABLESPACES = "pg_tblspc";

    private final Path data;

    CopyPlaces(Path data) {
        this.data = data;
    }

    Path of(String member) throws IOException {
        try {
            SafeName name = SafeName.of(member);
            Path path = data;
            int depth = 0;
            for (Path part : Path.of(name.text())) {
                path = path.resolve(part);
                depth++;
                boolean tablespace = depth == 2 && name.isBelow(TABLESPACES);
                if (!tablespace && Files.isSymbolicLink(path)) {
                    throw new FileSystemException(path.toString(), null, "it is a link, and is not followed");
                }
            }
            return path;
        } catch (SafeName.UnsafeException unsafe) {
            throw new FileSystemException(member, null, unsafe.why());
        }
    }

    Path folder(String member) throws IOException {
        Path folder = of(member);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return folder;
    }

    /** Tablespaces that the copy has not yet come to where they are at the other server. */
    void tablespaces(Map<String, String> places) throws IOException {
        for (Map.Entry<String, String> place : places.entrySet()) {
            Path link = data.resolve(TABLESPACES).resolve(place.getKey());
            if (TablespaceMap.isNumber(place.getKey()) && Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            Path folder = Path.of(place.getValue());
            if (!TablespaceMap.isNumber(place.getKey()) || !folder.isAbsolute()) {
                throw new FileSystemException(link.toString(), place.getValue(), "no tablespace can lie so");
            }
            if (Files.isDirectory(folder)) {
                try (var inIt = Files.list(folder)) {
                    if (inIt.findAny().isPresent()) {
                        throw new FileSystemException(
                                folder.toString(), null, "a new tablespace goes there, and it is not empty");
                    }
                }
            }
            Files.createDirectories(folder);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, folder);
        }
    }
}
