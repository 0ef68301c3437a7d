package dev.walkback.engine.push.hashes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a file system says of a file that changes when the file does. Written to, replaced, truncated and extended again, given
 * to another owner: the last two tell of it even where somebody set the time back.
 */
public record Stamp(long size, long modifiedNanos, long changedNanos, long inode, int mode, int userId, int groupId) {

    /** Nothing is known. */
    public static final Stamp NONE = new Stamp(-1, 0, 0, 0, 0, 0, 0);

    /** Where files of a backup are now. */
    @FunctionalInterface
    public interface Source {

        /** Empty when there is no such file any more. */
        Optional<Stamp> of(String name) throws IOException;
    }

    /** Names begin with a slash, and stand for what links lead to. */
    public static Source below(Path dataDirectory) {
        return name -> {
            try {
                return Optional.of(of(Files.readAttributes(
                        dataDirectory.resolve(name.substring(1)),
                        "unix:size,lastModifiedTime,ctime,ino,mode,uid,gid")));
            } catch (NoSuchFileException | NotDirectoryException gone) {
                return Optional.empty();
            }
        };
    }

    private static Stamp of(Map<String, Object> all) {
        return new Stamp(
                number(all, "size"),
                nanos(all, "lastModifiedTime"),
                nanos(all, "ctime"),
                number(all, "ino"),
                (int) number(all, "mode"),
                (int) number(all, "uid"),
                (int) number(all, "gid"));
    }

    private static long number(Map<String, Object> all, String name) {
        return ((Number) Objects.requireNonNull(all.get(name))).longValue();
    }

    private static long nanos(Map<String, Object> all, String name) {
        return ((FileTime) Objects.requireNonNull(all.get(name))).to(TimeUnit.NANOSECONDS);
    }

    /** For folders, of which a tar holds no content. */
    boolean isOwnedAs(Stamp other) {
        return mode == other.mode && userId == other.userId && groupId == other.groupId;
    }
}
