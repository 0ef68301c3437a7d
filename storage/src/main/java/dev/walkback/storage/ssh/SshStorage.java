package dev.walkback.storage.ssh;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Capability;
import dev.walkback.storage.Content;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Location;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A directory of another machine, over SFTP. Connects when it is first used.
 *
 * <p>An object is a file below the root; writes that are under way have names that listings leave out, the same that WAL-G
 * gives them. Folders are made when a write needs them and never removed. Symbolic links inside the root are followed; those
 * that lead out of it are left out of listings, and a key that goes through one is refused. Pipes, devices and sockets are never
 * opened: listings leave them out, and reading or writing one is {@link StorageException.Rejected}. A file name that is not
 * UTF-8 is a key by {@link dev.walkback.storage.NameBytes}.
 *
 * <p>SFTP tells times in whole seconds, and an etag here is a file's size and time: an object that is replaced within the
 * second by one of the same size has the same etag.
 */
public final class SshStorage implements MutableStorage {

    private final SshConfig config;
    private final Failures failures;
    private final Place place;
    private final Connection connection;
    private final Folders folders;

    public SshStorage(SshConfig config, Clock clock) {
        this.config = config;
        this.failures = new Failures(config.location());
        this.place = new Place(config.location(), config.root(), clock);
        this.connection = new Connection(config, failures);
        this.folders = new Folders(connection, place);
    }

    @Override
    public Location location() {
        return config.location();
    }

    /** Asks the server what it offers, if that is not known yet. */
    @Override
    public Set<Capability> capabilities() {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        Set<String> offered = connection.ask("connect", "", Sftp::extensions);
        if (offered.contains(Sftp.HARDLINK)) {
            capabilities.add(Capability.ATOMIC_REFUSAL);
        }
        if (offered.contains(Sftp.COPY_DATA)) {
            capabilities.add(Capability.SERVER_SIDE_COPY);
        }
        return capabilities;
    }

    @Override
    public Stream<ObjectInfo> list(KeyRange range) {
        return Listing.objects(folders, range);
    }

    @Override
    public Stream<Entry> entries(String folder) {
        return Listing.entries(folders, folder);
    }

    @Override
    public Optional<ObjectInfo> stat(String key) {
        place.path(key);
        return connection.ask("stat " + key, key, sftp -> place.look(sftp, key)).map(facts -> Folders.info(key, facts));
    }

    @Override
    public OpenObject read(String key, ByteRange range) {
        String attempted = "read " + key;
        ObjectInfo seen = stat(key).orElseThrow(() -> new StorageException.Missing(location(), key, null));
        Line line = connection.line(attempted);
        Line.Lease lease = null;
        try {
            lease = line.lease();
            byte[] handle = lease.sftp().open(place.path(key), Sftp.READ);
            ObjectInfo info = Folders.info(key, lease.sftp().fstat(handle));
            requireSame(key, range, info);
            long length = range.lengthIn(info.size());
            RemoteInput bytes = new RemoteInput(
                    line, lease, handle, range.offset(), length, config.limits().idle(), failures, location(), key);
            lease = null;
            return new OpenObject(info, bytes);
        } catch (IOException e) {
            Connection.giveUpIfSilent(line, e);
            throw failures.of(e, attempted, seen.key());
        } finally {
            if (lease != null) {
                lease.close();
            }
        }
    }

    private void requireSame(String key, ByteRange range, ObjectInfo info) {
        if (range.etag() != null && !range.etag().equals(info.etag())) {
            throw new StorageException.Changed(location(), key, "its size or time is another", null);
        }
        if (range.offset() > info.size()) {
            throw new StorageException.Rejected(
                    location(), "read " + key, "it has no byte at offset " + range.offset(), null);
        }
    }

    @Override
    public ObjectInfo write(String key, Content content, Overwrite overwrite) {
        return new Upload(connection, place, config, failures, key).write(content, overwrite);
    }

    @Override
    public ObjectInfo copy(String from, String to, Overwrite overwrite) {
        String path = place.path(from);
        Upload upload = new Upload(connection, place, config, failures, to);
        if (stat(from).isEmpty()) {
            throw new StorageException.Missing(location(), from, null);
        }
        if (capabilities().contains(Capability.SERVER_SIDE_COPY)) {
            return upload.copy(from, path, overwrite);
        }
        return upload.write(
                (Content.Produced) sink -> {
                    try (OpenObject source = read(from)) {
                        source.bytes().transferTo(sink);
                    }
                },
                overwrite);
    }

    @Override
    public Deletion delete(Collection<String> keys) {
        return new Removal(connection, place, failures).of(keys);
    }

    @Override
    public void close() {
        connection.close();
    }
}
