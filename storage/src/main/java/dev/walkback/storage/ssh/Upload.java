package dev.walkback.storage.ssh;

import dev.walkback.storage.Content;
import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.TimeLimits;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores one object: under a temporary name beside its place, made durable, then given its name in one step, as
 * {@link Publication} does.
 */
final class Upload {

    private static final long COPIED_AT_ONCE = 16 << 20;

    private final Connection connection;
    private final Place place;
    private final Location location;
    private final Failures failures;
    private final TimeLimits limits;
    private final String key;
    private final String path;
    private final String attempted;
    private final Publication publication;

    Upload(Connection connection, Place place, SshConfig config, Failures failures, String key) {
        this.connection = connection;
        this.place = place;
        this.location = config.location();
        this.failures = failures;
        this.limits = config.limits();
        this.key = key;
        this.path = place.path(key);
        this.attempted = "write " + key;
        this.publication = new Publication(connection, place, location, key);
    }

    /** What puts the bytes into an open file. */
    private interface Filling {
        void fill(Sftp sftp, byte[] handle) throws IOException;
    }

    private record Begun(Line line, Line.Lease lease, String temporary, byte[] handle) {
        Sftp sftp() {
            return lease.sftp();
        }
    }

    ObjectInfo write(Content content, Overwrite overwrite) {
        return store(overwrite, (sftp, handle) -> {
            RemoteOutput out =
                    new RemoteOutput(sftp, handle, limits.idle(), location, attempted, e -> explained(sftp, e));
            try {
                produce(content, out);
                out.finish();
            } finally {
                out.forget();
            }
        });
    }

    /** Copies inside the server, in pieces that are each answered within the time limit. */
    ObjectInfo copy(String from, String fromPath, Overwrite overwrite) {
        return store(overwrite, (sftp, handle) -> {
            byte[] source = Place.unlessAbsent(() -> sftp.open(fromPath, Sftp.READ))
                    .orElseThrow(() -> new StorageException.Missing(location, from, null));
            try {
                long size = sftp.fstat(source).size();
                for (long offset = 0; offset < size; offset += COPIED_AT_ONCE) {
                    sftp.copy(source, offset, Math.min(COPIED_AT_ONCE, size - offset), handle, limits.idle());
                }
                if (sftp.fstat(handle).size() != size) {
                    throw new StorageException.Changed(location, from, "it grew shorter while it was copied", null);
                }
            } finally {
                sftp.close(source);
            }
        });
    }

    private ObjectInfo store(Overwrite overwrite, Filling filling) {
        Begun begun = begin();
        boolean stored = false;
        try {
            publication.refuseIfThere(begun.sftp(), overwrite);
            filling.fill(begun.sftp(), begun.handle());
            ObjectInfo info = harden(begun);
            publication.publish(begun.line(), begun.sftp(), begun.temporary(), overwrite);
            stored = true;
            return info;
        } catch (IOException e) {
            Connection.giveUpIfSilent(begun.line(), e);
            throw explained(begun.sftp(), e);
        } finally {
            if (!stored) {
                undo(begun);
            }
            begun.lease().close();
        }
    }

    private void produce(Content content, OutputStream out) {
        try {
            content.writeTo(out);
        } catch (InterruptedIOException e) {
            throw Thread.currentThread().isInterrupted()
                    ? new StorageException.Interrupted(location, attempted, e)
                    : new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the temporary file. The line may prove stale until here, and the folder missing. */
    private Begun begin() {
        asked(this::requireInside);
        Begun begun = open();
        if (begun == null) {
            asked(this::makeFolders);
            begun = open();
        }
        if (begun == null) {
            throw new StorageException.Rejected(location, attempted, "its folder went away meanwhile", null);
        }
        return begun;
    }

    private interface Step {
        void take(Sftp sftp) throws IOException;
    }

    private void asked(Step step) {
        connection.ask(attempted, key, sftp -> {
            try {
                step.take(sftp);
            } catch (SftpStatus status) {
                throw explained(sftp, status);
            }
            return true;
        });
    }

    private void requireInside(Sftp sftp) throws IOException {
        place.folderIsInside(sftp, Place.parent(path), key);
    }

    /** Null when there is no folder for it. */
    private @Nullable Begun open() {
        Line line = connection.line(attempted);
        Line.Lease lease = null;
        try {
            lease = line.lease();
            Sftp sftp = lease.sftp();
            String temporary = place.temporary(path);
            Optional<byte[]> handle =
                    Place.unlessAbsent(() -> sftp.open(temporary, Sftp.WRITE | Sftp.CREATE | Sftp.EXCLUSIVE));
            if (handle.isEmpty()) {
                return null;
            }
            Begun begun = new Begun(line, lease, temporary, handle.get());
            lease = null;
            return begun;
        } catch (IOException e) {
            throw lease == null ? failures.of(e, attempted, key) : explained(lease.sftp(), e);
        } finally {
            if (lease != null) {
                lease.close();
            }
        }
    }

    private void makeFolders(Sftp sftp) throws IOException {
        place.requireRoot(sftp);
        new NewFolders(place, location, attempted).make(sftp, Place.parent(path));
        requireInside(sftp);
    }

    private ObjectInfo harden(Begun begun) throws IOException {
        Sftp sftp = begun.sftp();
        if (sftp.supports(Sftp.FSYNC)) {
            sftp.fsync(begun.handle(), patience());
        }
        FileFacts facts = sftp.fstat(begun.handle());
        sftp.close(begun.handle());
        return new ObjectInfo(key, facts.size(), facts.time(), facts.etag());
    }

    // a disk may take its time over a large file; that the line still stands is watched all the while
    private Duration patience() {
        return limits.idle().multipliedBy(10);
    }

    /** Takes back what was begun, also for a thread that was told to stop. */
    private void undo(Begun begun) {
        boolean interrupted = Thread.interrupted();
        try {
            begun.lease().leave(List.of(begun.sftp().askClose(begun.handle())));
            begun.sftp().remove(begun.temporary());
        } catch (SftpStatus notThere) {
            // it was given its name, or never made
        } catch (IOException gone) {
            connection.leftBehind(begun.temporary());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private StorageException explained(Sftp sftp, IOException e) {
        StorageException failure = failures.ofChange(sftp, place.root(), e, attempted, key);
        return failure instanceof StorageException.Missing
                ? new StorageException.Rejected(location, attempted, "its folder went away meanwhile", e)
                : failure;
    }
}
