package dev.walkback.storage.ssh;

import dev.walkback.storage.Keys;
import dev.walkback.storage.Location;
import dev.walkback.storage.NameBytes;
import dev.walkback.storage.StorageException;
import java.io.IOException;
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
            if (part.length() > LONGEST_NAME / 3 && NameBytes.bytes(part).length > LONGEST_NAME) {
                return "a part of it has more than " + LONGEST_NAME + " bytes";
            }
            if (!NameBytes.isCanonical(part)) {
                return "it writes as bytes what can be written as text";
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
        while (NameBytes.bytes(shorter).length > bytes) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return shorter;
    }

    /** What a key names: the facts of a file; empty for a folder, and when nothing is there. */
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
        return file(found, path, key);
    }

    private Optional<FileFacts> target(Sftp sftp, String path, String key) throws IOException {
        try {
            Optional<FileFacts> facts =
                    folderIsInside(sftp, path, key) ? unlessAbsent(() -> sftp.stat(path)) : Optional.empty();
            return facts.isEmpty() ? facts : file(facts.get(), path, key);
        } catch (SftpStatus status) {
            if (status.code() == SftpStatus.FAILURE) {
                throw new StorageException.BadKey(location, key, "its symbolic links lead in a circle");
            }
            throw status;
        }
    }

    private Optional<FileFacts> file(FileFacts found, String path, String key) {
        if (found.isOther()) {
            throw new StorageException.Rejected(
                    location, "look at " + key, path + " is a pipe, a device or a socket, not a file", null);
        }
        return found.isFolder() ? Optional.empty() : Optional.of(found);
    }

    /**
     * What a link in a folder leads to, for a listing: a file or a folder inside the root; empty for anything else, and for a
     * folder that the walk is in already, below which it would come by here for ever.
     */
    Optional<FileFacts> followed(Sftp sftp, String folder, String link) throws IOException {
        try {
            if (!folderIsInside(sftp, link, link)) {
                return Optional.empty();
            }
            Optional<FileFacts> facts = unlessAbsent(() -> sftp.stat(link)).filter(found -> !found.isOther());
            return facts.isPresent() && facts.get().isFolder() && leadsBack(sftp, folder, sftp.realpath(link))
                    ? Optional.empty()
                    : facts;
        } catch (StorageException.BadKey outside) {
            return Optional.empty();
        } catch (SftpStatus circle) {
            if (circle.code() == SftpStatus.FAILURE) {
                return Optional.empty();
            }
            throw circle;
        }
    }

    private boolean leadsBack(Sftp sftp, String folder, String target) throws IOException {
        for (String above = folder; above.length() >= root.length(); above = parent(above)) {
            String real = sftp.realpath(above);
            if (real.equals(target) || real.startsWith(target + "/")) {
                return true;
            }
            if (above.equals("/")) {
                return false;
            }
        }
        return false;
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
