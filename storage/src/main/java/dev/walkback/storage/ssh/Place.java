package dev.walkback.storage.ssh;

import dev.walkback.storage.Keys;
import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where keys lie below the root, and that they do. A key's folder is asked for its real path whenever the key is used, in the
 * same round trip as the question itself: a symbolic link that leads out of the root is refused, wherever on the way it is.
 */
final class Place {

    private static final int LONGEST_NAME = 255;
    private static final Pattern TEMPORARY = Pattern.compile(".*\\.tmp\\.\\d{8}T\\d{6}Z-[0-9a-f]{16}", Pattern.DOTALL);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Location location;
    private final String root;
    private final Clock clock;

    Place(Location location, String root, Clock clock) {
        this.location = location;
        this.root = root;
        this.clock = clock;
    }

    String root() {
        return root;
    }

    /** The path of a key that may be used. */
    String path(String key) {
        Keys.checked(location, key);
        String why = whyRefused(key);
        if (!why.isEmpty()) {
            throw new StorageException.BadKey(location, key, why);
        }
        return below(key);
    }

    private String below(String key) {
        return root.endsWith("/") ? root + key : root + "/" + key;
    }

    private static String whyRefused(String key) {
        for (String part : key.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                return "a part of it is empty or a dot, which a file system would overlook";
            }
            if (part.length() > LONGEST_NAME / 3 && part.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                return "a part of it has more than " + LONGEST_NAME + " bytes";
            }
        }
        return hidden(key) ? "it looks like the temporary name of a write that is under way" : "";
    }

    /** The path of a folder, by the beginning of its keys; empty when no key can begin so. */
    Optional<String> folder(String beginning) {
        if (beginning.isEmpty()) {
            return Optional.of(root);
        }
        String key = beginning.substring(0, beginning.length() - 1);
        try {
            return Optional.of(path(key));
        } catch (StorageException.BadKey nobodyThere) {
            return Optional.empty();
        }
    }

    static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    /** Whether a file of this name is hidden: a write that is under way, or was cut off. */
    static boolean hidden(String name) {
        return name.length() > 38 && TEMPORARY.matcher(name).matches();
    }

    /** The name, as WAL-G makes it too, under which an object is written before it is whole. */
    String temporary(String path) {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        String suffix =
                ".tmp." + STAMP.format(clock.instant()) + "-" + HexFormat.of().formatHex(random);
        String name = path.substring(path.lastIndexOf('/') + 1);
        return path.substring(0, path.length() - name.length())
                + shortened(name, LONGEST_NAME - suffix.length())
                + suffix;
    }

    private static String shortened(String name, int bytes) {
        String shorter = name;
        while (shorter.getBytes(StandardCharsets.UTF_8).length > bytes) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return shorter;
    }

    /** What a key names: the facts of a file; empty for anything else, and when nothing is there. */
    Optional<FileFacts> look(Sftp sftp, String key) throws IOException {
        String path = path(key);
        int what = sftp.askLstat(path);
        boolean inside;
        try {
            inside = folderIsInside(sftp, parent(path), key);
        } catch (SftpStatus status) {
            sftp.drop(what);
            throw status;
        }
        Optional<FileFacts> facts = unlessAbsent(() -> sftp.facts(what));
        if (!inside || facts.isEmpty()) {
            requireRoot(sftp);
            return Optional.empty();
        }
        FileFacts found = facts.get();
        if (found.isLink()) {
            return target(sftp, path, key);
        }
        return found.isFile() || !found.typed() ? facts : Optional.empty();
    }

    private Optional<FileFacts> target(Sftp sftp, String path, String key) throws IOException {
        return folderIsInside(sftp, path, key)
                ? unlessAbsent(() -> sftp.stat(path)).filter(FileFacts::isFile)
                : Optional.empty();
    }

    /**
     * Whether a folder is there; when it is, it is really inside the root.
     *
     * @throws StorageException.BadKey when it is outside
     */
    boolean folderIsInside(Sftp sftp, String folder, String key) throws IOException {
        int realRoot = sftp.askRealpath(root);
        int realFolder = sftp.askRealpath(folder);
        Optional<String> top = unlessAbsent(() -> sftp.path(realRoot));
        Optional<String> found = unlessAbsent(() -> sftp.path(realFolder));
        if (top.isEmpty()) {
            throw noRoot();
        }
        found.ifPresent(real -> {
            if (!real.equals(top.get()) && !real.startsWith(top.get().endsWith("/") ? top.get() : top.get() + "/")) {
                throw new StorageException.BadKey(location, key, "a symbolic link leads it out of the storage");
            }
        });
        return found.isPresent();
    }

    /** Where nothing was found, perhaps the root itself is not there, which is something else. */
    void requireRoot(Sftp sftp) throws IOException {
        Optional<FileFacts> facts = unlessAbsent(() -> sftp.stat(root));
        if (facts.isEmpty() || (facts.get().typed() && !facts.get().isFolder())) {
            throw noRoot();
        }
    }

    private StorageException noRoot() {
        return new StorageException.NoStorage(location, "directory " + root, null);
    }

    interface Answer<T> {
        T get() throws IOException;
    }

    static <T> Optional<T> unlessAbsent(Answer<T> answer) throws IOException {
        try {
            return Optional.of(answer.get());
        } catch (SftpStatus status) {
            if (status.absent()) {
                return Optional.empty();
            }
            throw status;
        }
    }
}
