package dev.walkback.storage.ssh;

import dev.walkback.storage.Content;
import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.TimeLimits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores one object: under a temporary name beside its place, made durable, then given its name in one step.
 *
 * <p><b>Giving the name.</b> With {@code posix-rename@openssh.com}, which replaces atomically. Where a server lacks it, SFTP's
 * own rename must not replace anything: then the old object is first moved aside to a temporary name, the new one takes its
 * place, and the old one is removed last. For that moment a reader finds none; a process that dies in it leaves the old
 * object's bytes under a name like {@code KEY.tmp.20261121T120000Z-0123456789abcdef}, never nothing.
 *
 * <p><b>Not overwriting.</b> With {@code hardlink@openssh.com}: a second name cannot be given where there is one, so of two
 * writers one fails. Where a server lacks it, SFTP's rename is told to refuse by the protocol; servers check that by
 * looking first, so two writers in the same moment may both succeed. Creating the final name exclusively was rejected:
 * readers would see an object that is not whole.
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

    Upload(Connection connection, Place place, SshConfig config, Failures failures, String key) {
        this.connection = connection;
        this.place = place;
        this.location = config.location();
        this.failures = failures;
        this.limits = config.limits();
        this.key = key;
        this.path = place.path(key);
        this.attempted = "write " + key;
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
            refuseIfThere(begun.sftp(), overwrite);
            filling.fill(begun.sftp(), begun.handle());
            ObjectInfo info = harden(begun);
            publish(begun, overwrite);
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
            if (content instanceof Content.Stored stored) {
                copyExactly(stored, out);
            } else {
                content.writeTo(out);
            }
        } catch (InterruptedIOException e) {
            throw Thread.currentThread().isInterrupted()
                    ? new StorageException.Interrupted(location, attempted, e)
                    : new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyExactly(Content.Stored content, OutputStream out) throws IOException {
        byte[] piece = new byte[128 * 1024];
        long left = content.length();
        try (InputStream in = content.open(0)) {
            while (left > 0) {
                int count = in.read(piece, 0, (int) Math.min(piece.length, left));
                if (count < 0) {
                    throw new EOFException("the content ends " + left + " bytes before its length");
                }
                out.write(piece, 0, count);
                left -= count;
            }
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
        makeFolders(sftp, Place.parent(path));
        requireInside(sftp);
    }

    private void refuseIfThere(Sftp sftp, Overwrite overwrite) throws IOException {
        Optional<FileFacts> there = Place.unlessAbsent(() -> sftp.lstat(path));
        if (there.isPresent()) {
            refuse(there.get(), overwrite);
        }
    }

    private void refuse(FileFacts there, Overwrite overwrite) {
        if (there.isFolder()) {
            throw new StorageException.Rejected(location, attempted, "there is a folder of that name", null);
        }
        if (overwrite == Overwrite.REFUSED) {
            throw new StorageException.Exists(location, key, null);
        }
    }

    private void makeFolders(Sftp sftp, String folder) throws IOException {
        if (folder.length() <= place.root().length()) {
            return;
        }
        try {
            sftp.makeFolder(folder);
            fsyncFolder(sftp, Place.parent(folder));
        } catch (SftpStatus status) {
            if (status.absent()) {
                makeFolders(sftp, Place.parent(folder));
                makeFolders(sftp, folder);
                return;
            }
            FileFacts there = Place.unlessAbsent(() -> sftp.stat(folder)).orElseThrow(() -> status);
            if (!there.isFolder()) {
                throw new StorageException.Rejected(
                        location, attempted, folder + " is an object, and cannot be a folder too", status);
            }
        }
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

    private void publish(Begun begun, Overwrite overwrite) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException.Interrupted(location, attempted, null);
        }
        Sftp sftp = begun.sftp();
        if (overwrite == Overwrite.REFUSED) {
            publishNew(sftp, begun.temporary());
        } else if (sftp.supports(Sftp.POSIX_RENAME)) {
            sftp.posixRename(begun.temporary(), path);
        } else {
            publishInPlaceOf(sftp, begun.temporary());
        }
        fsyncFolder(sftp, Place.parent(path));
    }

    private void publishNew(Sftp sftp, String temporary) throws IOException {
        boolean linked = sftp.supports(Sftp.HARDLINK);
        try {
            if (linked) {
                sftp.link(temporary, path);
            } else {
                refuseIfThere(sftp, Overwrite.REFUSED);
                sftp.rename(temporary, path);
            }
        } catch (SftpStatus status) {
            refuseIfThere(sftp, Overwrite.REFUSED);
            throw status;
        }
        if (linked) {
            sftp.remove(temporary);
        }
    }

    private void publishInPlaceOf(Sftp sftp, String temporary) throws IOException {
        if (Place.unlessAbsent(() -> sftp.lstat(path)).isEmpty()) {
            sftp.rename(temporary, path);
            return;
        }
        String aside = place.temporary(path);
        sftp.rename(path, aside);
        try {
            sftp.rename(temporary, path);
        } catch (SftpStatus refused) {
            sftp.rename(aside, path);
            throw refused;
        }
        sftp.remove(aside);
    }

    // a folder can be opened like a file on OpenSSH's server, and synced; another one may refuse, and has no other way
    private static void fsyncFolder(Sftp sftp, String folder) throws IOException {
        if (!sftp.supports(Sftp.FSYNC)) {
            return;
        }
        try {
            byte[] handle = sftp.open(folder, Sftp.READ);
            try {
                sftp.fsync(handle, Duration.ofSeconds(60));
            } finally {
                sftp.close(handle);
            }
        } catch (SftpStatus notPossible) {
            // as said
        }
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
