package dev.walkback.engine.push.walk;

import dev.walkback.engine.push.WalkedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the file system says of a path itself, not of where it leads. Names of owners are looked up once each. */
final class FileFacts {

    private static final int TYPE = 0170000;
    private static final int MODE = 07777;

    private final Map<Integer, String> users = new HashMap<>();
    private final Map<Integer, String> groups = new HashMap<>();

    enum Type {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    record Fact(
            Type type, long size, long modifiedNanos, int mode, int userId, int groupId, String user, String group) {

        WalkedFile walked(String name, Path path, WalkedFile.Kind kind) {
            long content = kind == WalkedFile.Kind.FILE ? size : 0;
            return new WalkedFile(name, path, kind, content, modifiedNanos, mode, userId, groupId, user, group);
        }
    }

    /** Empty when it is not there any more. */
    Optional<Fact> of(Path path) throws IOException {
        Map<String, Object> all;
        try {
            all = Files.readAttributes(path, "unix:mode,uid,gid,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException dropped) {
            return Optional.empty();
        }
        int mode = (Integer) told(all, "mode");
        int userId = (Integer) told(all, "uid");
        int groupId = (Integer) told(all, "gid");
        if (!users.containsKey(userId) || !groups.containsKey(groupId)) {
            nameOwners(path, userId, groupId);
        }
        return Optional.of(new Fact(
                type(mode & TYPE),
                (Long) told(all, "size"),
                ((FileTime) told(all, "lastModifiedTime")).to(TimeUnit.NANOSECONDS),
                mode & MODE,
                userId,
                groupId,
                users.getOrDefault(userId, ""),
                groups.getOrDefault(groupId, "")));
    }

    private static Object told(Map<String, Object> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    private static Type type(int bits) {
        return switch (bits) {
            case 0100000 -> Type.FILE;
            case 0040000 -> Type.FOLDER;
            case 0120000 -> Type.LINK;
            default -> Type.OTHER;
        };
    }

    private void nameOwners(Path path, int userId, int groupId) throws IOException {
        try {
            PosixFileAttributes owned =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            users.put(userId, named(owned.owner().getName(), userId));
            groups.put(groupId, named(owned.group().getName(), groupId));
        } catch (NoSuchFileException dropped) {
            // the next of the same owner will tell
        }
    }

    /** Java tells the number where there is no name. */
    private static String named(String name, int id) {
        return name.equals(Integer.toString(id)) ? "" : name;
    }
}
