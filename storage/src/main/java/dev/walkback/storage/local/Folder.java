package dev.walkback.storage.local;

import dev.walkback.storage.Interrupts;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Keys;
import dev.walkback.storage.Location;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One directory while it is being listed: its names are read at once, its files are looked at one by one, in the order of their
 * keys.
 *
 * <p>The order is that of keys, so a directory stands where its name with a slash stands, which can be after longer names
 * ({@code a-b} before {@code a/c}). Nobody knows which name is a directory before looking at it; a directory that turns up waits
 * until the names that come before its slash are through.
 */
final class Folder {

    private final Path directory;
    private final String key;
    private final NameArena names;
    private final Root root;
    private int next;
    private final Deque<Integer> waiting = new ArrayDeque<>();

    private Folder(Path directory, String key, NameArena names, Root root) {
        this.directory = directory;
        this.key = key;
        this.names = names;
        this.root = root;
    }

    /** @param attributes null for a folder */
    record Found(String key, Path path, @Nullable BasicFileAttributes attributes) {}

    Path directory() {
        return directory;
    }

    /**
     * Whether each name is an object's, as far as the count of the directory's own links tells: all but its name and its dot
     * are those of directories in it. Some file systems always count one, and tell nothing.
     */
    boolean holdsNoDirectory() {
        try {
            return Files.getAttribute(directory, "unix:nlink").equals(2);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return false;
        }
    }

    /** All names, in order, whatever they are of. */
    Stream<String> names() {
        return IntStream.range(0, names.count()).mapToObj(names::name);
    }

    /** Reads the names that can matter to a range. A directory that is gone has none. */
    static Folder read(Path directory, String key, KeyRange range, Root root, Location location) throws IOException {
        NameArena names = new NameArena();
        boolean all = holdsAllOf(range, key);
        String text = directory.toString();
        int begin = text.endsWith("/") ? text.length() : text.length() + 1;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = FileNames.part(entry, entry.toString().substring(begin));
                if (!TempNames.is(name) && (all || mayMatter(range, key + name))) {
                    names.add(name);
                }
                if ((names.count() & 0xFFF) == 0) {
                    Interrupts.check(location, "list " + key);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (IOException e) {
            if (!Root.isAbsence(e) && !isLostAndFound(e, key)) {
                throw e;
            }
        }
        names.sort();
        return new Folder(directory, key, names, root);
    }

    /** A file system's own folder at the root of a disk, which only root may open, and which holds no keys. */
    private static boolean isLostAndFound(IOException e, String key) {
        return e instanceof java.nio.file.AccessDeniedException && key.equals("lost+found/");
    }

    private static boolean holdsAllOf(KeyRange range, String folder) {
        return folder.startsWith(range.prefix())
                && (range.from() == null || Keys.ORDER.compare(range.from(), folder) <= 0)
                && range.to() == null;
    }

    private static boolean mayMatter(KeyRange range, String key) {
        return range.contains(key) || mayHold(range, key + "/");
    }

    /** Whether keys that begin so can be in a range. */
    static boolean mayHold(KeyRange range, String folder) {
        return (folder.startsWith(range.prefix()) || range.prefix().startsWith(folder))
                && (range.to() == null || Keys.ORDER.compare(folder, range.to()) < 0)
                && (range.from() == null
                        || Keys.ORDER.compare(folder, range.from()) >= 0
                        || range.from().startsWith(folder));
    }

    /** The next file or folder, in the order of keys, or null at the end. What vanished meanwhile is passed by. */
    @Nullable
    Found next() throws IOException {
        while (true) {
            boolean waits = !waiting.isEmpty();
            if (waits && (next == names.count() || !names.sortsBeforeTheFolder(next, waiting.peek()))) {
                String name = names.name(waiting.pop());
                return new Found(key + name + "/", FileNames.in(directory, name), null);
            }
            if (next == names.count()) {
                return null;
            }
            Found file = lookAt(next++);
            if (file != null) {
                return file;
            }
        }
    }

    private @Nullable Found lookAt(int index) throws IOException {
        String name = names.name(index);
        Path path = FileNames.in(directory, name);
        try {
            BasicFileAttributes found =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isSymbolicLink()) {
                if (!root.follows(path)) {
                    return null;
                }
                found = Files.readAttributes(path, BasicFileAttributes.class);
            }
            if (found.isDirectory()) {
                waiting.push(index);
            }
            return found.isRegularFile() ? new Found(key + name, path, found) : null;
        } catch (IOException e) {
            if (Root.isAbsence(e) || Errno.of(e) == Errno.ELOOP) {
                return null;
            }
            throw e;
        }
    }
}
