package dev.walkback.storage.local;

import dev.walkback.storage.Keys;
import dev.walkback.storage.Location;
import dev.walkback.storage.NameBytes;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The directory that a local storage is, and the way from keys to files in it, on which nothing climbs out: neither by what a
 * key says nor, with {@link Links#INSIDE}, by symbolic links. The root itself may be reached through links.
 *
 * <p>Links are looked at before a file is opened, not while: this keeps keys and archives from leading astray, not
 * someone who may change the directory meanwhile.
 */
final class Root {

    private final Path path;
    private final Location location;
    private final Links links;
    private final Failures failures;

    Root(Path path, Location location, Links links, Failures failures) {
        this.path = path.toAbsolutePath().normalize();
        this.location = location;
        this.links = links;
        this.failures = failures;
    }

    Path path() {
        return path;
    }

    /** Fails unless the root is there. Asked before everything else, so that "absent" always means that a look was taken. */
    void require(String attempted) {
        try {
            if (!Files.readAttributes(path, BasicFileAttributes.class).isDirectory()) {
                throw new StorageException.NoStorage(location, "directory " + path + ": it is a file", null);
            }
        } catch (NoSuchFileException e) {
            throw new StorageException.NoStorage(location, "directory " + path, e);
        } catch (IOException e) {
            throw failures.of(e, attempted, "");
        }
    }

    /** The file of a key, which nothing but the key's own words have been asked about. */
    Path file(String key) {
        Keys.checked(location, key);
        Path file = path;
        for (String part : key.split("/", -1)) {
            String why = whyRefused(part);
            if (!why.isEmpty()) {
                throw new StorageException.BadKey(location, key, why);
            }
            file = FileNames.in(file, part);
        }
        return file;
    }

    /** The directory of a folder ({@code ""} or ending in a slash), or nothing if no key can be in such a one. */
    Optional<Path> directory(String folder) {
        if (folder.isEmpty()) {
            return Optional.of(path);
        }
        try {
            return Optional.of(file(folder.substring(0, folder.length() - 1)));
        } catch (StorageException.BadKey nothingThere) {
            return Optional.empty();
        }
    }

    private static String whyRefused(String part) {
        if (part.isEmpty()) {
            return "it has an empty part, which no file name can be";
        }
        if (part.equals(".")) {
            return "it has a part '.', which names no file of its own";
        }
        if (!NameBytes.isCanonical(part)) {
            return "it writes as bytes what can be written as text";
        }
        if (part.length() > FileNames.LONGEST / 3 && NameBytes.bytes(part).length > FileNames.LONGEST) {
            return "a part of it has more than " + FileNames.LONGEST + " bytes, which no file name may have";
        }
        if (TempNames.is(part)) {
            return "it is named like an unfinished file, and would not be listed";
        }
        return "";
    }

    /** Fails if a link on the way to a file, or the file as a link, leads out of the root. */
    void requireInside(String key, Path file) {
        if (links == Links.ANYWHERE) {
            return;
        }
        Path way = path;
        for (Path part : path.relativize(file)) {
            way = way.resolve(part);
            try {
                BasicFileAttributes found =
                        Files.readAttributes(way, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (found.isSymbolicLink() && !leadsInside(way)) {
                    throw new StorageException.BadKey(
                            location, key, "the symbolic link " + way + " leads out of the storage");
                }
            } catch (IOException e) {
                if (!isAbsence(e)) {
                    throw failures.of(e, "look for " + key, key);
                }
                return;
            }
        }
    }

    /** Whether a link may be followed. */
    boolean follows(Path link) throws IOException {
        return links == Links.ANYWHERE || leadsInside(link);
    }

    private boolean leadsInside(Path link) throws IOException {
        Path real = path.toRealPath();
        try {
            return link.toRealPath().startsWith(real);
        } catch (NoSuchFileException dangling) {
            Path folder = link.toAbsolutePath().getParent();
            return folder != null
                    && folder.toRealPath()
                            .resolve(Files.readSymbolicLink(link))
                            .normalize()
                            .startsWith(real);
        }
    }

    /** What a key's file is, following links; nothing where there is no file, or a folder of that name. */
    Optional<BasicFileAttributes> look(String key, Path file, String attempted) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            if (found.isOther()) {
                throw new StorageException.Rejected(
                        location, attempted, file + " is a pipe, a device or a socket, not a file", null);
            }
            return found.isDirectory() ? Optional.empty() : Optional.of(found);
        } catch (IOException e) {
            if (isAbsence(e)) {
                return Optional.empty();
            }
            throw failures.of(e, attempted, key);
        }
    }

    static boolean isAbsence(IOException e) {
        return e instanceof NoSuchFileException || e instanceof NotDirectoryException || Errno.of(e) == Errno.ENOTDIR;
    }
}
