package dev.walkback.storage.local;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Capability;
import dev.walkback.storage.Content;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.Entry;
import dev.walkback.storage.Interrupts;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Location;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Quietly;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A directory of this machine, laid out as WAL-G's file storage: a key is a path below the root, and an object is written
 * under a temporary name beside its own ({@link TempNames}) before it appears. The root must be there; nothing here makes
 * it, and looking makes no directories at all.
 *
 * <p>A key can be refused here that an object store takes: one with an empty part, a part {@code .}, a part of more than 255
 * bytes, or one that leads out by a symbolic link ({@link Links}). Pipes, devices and sockets are never opened: listings leave
 * them out, and a key that names one is {@link StorageException.Rejected}.
 *
 * <p>A disk has no time limits of its own: what a hung network file system does to this process no call can bound. Holds no
 * state, so any thread may use it.
 */
public final class LocalStorage implements MutableStorage {

    private static final int LOOKS = 10;

    private final Location location;
    private final Clock clock;
    private final Failures failures;
    private final Root root;

    /** @param clock for the names of unfinished files; an object's time is the disk's */
    public LocalStorage(Path root, Links links, Clock clock) {
        this.location = new Location("file://" + root.toAbsolutePath().normalize());
        this.clock = clock;
        this.failures = new Failures(location);
        this.root = new Root(root, location, links, failures);
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.ATOMIC_REFUSAL, Capability.ETAGS, Capability.NO_ROUND_TRIPS);
    }

    @Override
    public Stream<ObjectInfo> list(KeyRange range) {
        Interrupts.check(location, "list " + range.prefix());
        root.require("list " + range.prefix());
        String folder = range.prefix().substring(0, range.prefix().lastIndexOf('/') + 1);
        return root.directory(folder)
                .filter(directory -> Folder.mayHold(range, folder) || folder.isEmpty())
                .map(directory -> {
                    root.requireInside(folder, directory);
                    Listing listing = new Listing(directory, folder, range, root, location, failures);
                    return StreamSupport.stream(
                            Spliterators.spliteratorUnknownSize(
                                    listing, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT),
                            false);
                })
                .orElseGet(Stream::empty);
    }

    @Override
    public Stream<Entry> entries(String folder) {
        Optional<Folder> read = folder(folder);
        return read.isEmpty() ? Stream.empty() : entries(read.get());
    }

    @Override
    public Stream<String> names(String folder) {
        Optional<Folder> read = folder(folder);
        if (read.isEmpty()) {
            return Stream.empty();
        }
        return read.get().holdsNoDirectory()
                ? read.get().names()
                : entries(read.get())
                        .filter(ObjectInfo.class::isInstance)
                        .map(object -> object.key().substring(folder.length()));
    }

    private Stream<Entry> entries(Folder folder) {
        return Stream.generate(() -> next(folder))
                .takeWhile(Optional::isPresent)
                .map(Optional::get);
    }

    private Optional<Folder> folder(String folder) {
        Interrupts.check(location, "list " + folder);
        root.require("list " + folder);
        Optional<Path> directory = root.directory(folder);
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        root.requireInside(folder, directory.get());
        try {
            return Optional.of(Folder.read(directory.get(), folder, KeyRange.ALL, root, location));
        } catch (IOException e) {
            throw failures.of(e, "list " + folder, folder);
        }
    }

    private Optional<Entry> next(Folder folder) {
        Interrupts.check(location, "list");
        try {
            Folder.Found found = folder.next();
            if (found == null) {
                return Optional.empty();
            }
            return Optional.of(
                    found.attributes() == null
                            ? new Entry.Folder(found.key())
                            : Etags.describe(found.key(), found.attributes()));
        } catch (IOException e) {
            throw failures.of(e, "list", "");
        }
    }

    @Override
    public Optional<ObjectInfo> stat(String key) {
        Path file = checked(key, "stat " + key);
        return root.look(key, file, "stat " + key).map(found -> Etags.describe(key, found));
    }

    @Override
    public OpenObject read(String key, ByteRange range) {
        Path file = checked(key, "read " + key);
        for (int look = 1; look < LOOKS; look++) {
            ObjectInfo before = describe(key, file);
            if (range.etag() != null && !range.etag().equals(before.etag())) {
                throw new StorageException.Changed(location, key, "it was written again", null);
            }
            FileChannel channel = open(key, file);
            // the file that was opened is the one that was looked at only if it was there before and after
            if (root.look(key, file, "read " + key)
                    .map(found -> Etags.describe(key, found).etag())
                    .filter(etag -> etag.equals(before.etag()))
                    .isPresent()) {
                return opened(before, channel, range);
            }
            Quietly.close(channel);
        }
        throw new StorageException.Changed(location, key, "it is written again and again", null);
    }

    private ObjectInfo describe(String key, Path file) {
        return root.look(key, file, "read " + key)
                .map(found -> Etags.describe(key, found))
                .orElseThrow(() -> new StorageException.Missing(location, key, null));
    }

    private FileChannel open(String key, Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (IOException e) {
            throw failures.of(e, "read " + key, key);
        }
    }

    private OpenObject opened(ObjectInfo info, FileChannel channel, ByteRange range) {
        if (range.offset() > info.size()) {
            Quietly.close(channel);
            throw new StorageException.Rejected(
                    location, "read " + info.key(), "it has no byte at offset " + range.offset(), null);
        }
        long length = range.lengthIn(info.size());
        return new OpenObject(info, new FileBytes(channel, range.offset(), length, info.key(), location, failures));
    }

    @Override
    public ObjectInfo write(String key, Content content, Overwrite overwrite) {
        Path file = checked(key, "write " + key);
        requireFree(key, file, overwrite);
        try (UnfinishedFile unfinished = new UnfinishedFile(key, file, root, location, failures, clock)) {
            ObjectInfo written = unfinished.fill(content);
            unfinished.publish(Publication.of(overwrite));
            return written;
        }
    }

    /** Fails early what would fail in the end: a folder of that name, an object that must not be overwritten. */
    private void requireFree(String key, Path file, Overwrite overwrite) {
        String attempted = "write " + key;
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isDirectory()) {
                throw new StorageException.Rejected(location, attempted, "there is a folder of that name", null);
            }
            if (found.isOther()) {
                throw new StorageException.Rejected(
                        location, attempted, file + " is a pipe, a device or a socket, not a file", null);
            }
            if (overwrite == Overwrite.REFUSED) {
                throw new StorageException.Exists(location, key, null);
            }
        } catch (IOException e) {
            if (!Root.isAbsence(e)) {
                throw failures.of(e, attempted, key);
            }
        }
    }

    @Override
    public ObjectInfo copy(String from, String to, Overwrite overwrite) {
        root.file(to);
        try (OpenObject original = read(from)) {
            Content.Produced bytes = sink -> original.bytes().transferTo(sink);
            return write(to, bytes, overwrite);
        }
    }

    @Override
    public Deletion delete(Collection<String> keys) {
        Map<String, Path> files = new LinkedHashMap<>();
        keys.forEach(key -> files.put(key, root.file(key)));
        Interrupts.check(location, "delete");
        root.require("delete");
        files.forEach(root::requireInside);
        return new Removal(root, location, failures).of(files, keys.size());
    }

    private Path checked(String key, String attempted) {
        Path file = root.file(key);
        Interrupts.check(location, attempted);
        root.require(attempted);
        root.requireInside(key, file);
        return file;
    }

    @Override
    public void close() {
        // nothing is held open between two calls
    }
}
