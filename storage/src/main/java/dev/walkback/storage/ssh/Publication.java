package dev.walkback.storage.ssh;

import dev.walkback.storage.Location;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.util.Optional;

/**
 * Gives a file that is whole its name.
 *
 * <p><b>Replacing.</b> With {@code posix-rename@openssh.com}, which replaces atomically. Where a server lacks it, SFTP's
 * own rename must not replace anything: then the old object is first moved aside to a temporary name, the new one takes its
 * place, and the old one is removed last. For that moment a reader finds none. Where the new one does not get there, the old
 * one is moved back, on another connection if this one broke; a process that dies in that moment leaves the old object's
 * bytes under a name like {@code KEY.tmp.20261121T120000Z-0123456789abcdef}, never nothing.
 *
 * <p><b>Not replacing.</b> With {@code hardlink@openssh.com}: a second name cannot be given where there is one, so of two
 * writers one fails. Where a server lacks it, SFTP's rename is told to refuse by the protocol; servers check that by
 * looking first, so two writers in the same moment may both succeed. Creating the final name exclusively was rejected:
 * readers would see an object that is not whole.
 */
final class Publication {

    private final Connection connection;
    private final Place place;
    private final Location location;
    private final String key;
    private final String path;
    private final String attempted;

    Publication(Connection connection, Place place, Location location, String key) {
        this.connection = connection;
        this.place = place;
        this.location = location;
        this.key = key;
        this.path = place.path(key);
        this.attempted = "write " + key;
    }

    void refuseIfThere(Sftp sftp, Overwrite overwrite) throws IOException {
        Optional<FileFacts> there = Place.unlessAbsent(() -> sftp.lstat(path));
        if (there.isPresent()) {
            refuse(there.get(), overwrite);
        }
    }

    private void refuse(FileFacts there, Overwrite overwrite) {
        if (there.isFolder()) {
            throw new StorageException.Rejected(location, attempted, "there is a folder of that name", null);
        }
        if (there.isOther()) {
            throw new StorageException.Rejected(
                    location, attempted, path + " is a pipe, a device or a socket, not a file", null);
        }
        if (overwrite == Overwrite.REFUSED) {
            throw new StorageException.Exists(location, key, null);
        }
    }

    void publish(Line line, Sftp sftp, String temporary, Overwrite overwrite) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException.Interrupted(location, attempted, null);
        }
        if (overwrite == Overwrite.REFUSED) {
            publishNew(sftp, temporary);
        } else if (sftp.supports(Sftp.POSIX_RENAME)) {
            sftp.posixRename(temporary, path);
        } else {
            publishInPlaceOf(line, sftp, temporary);
        }
        NewFolders.fsync(sftp, Place.parent(path));
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

    private void publishInPlaceOf(Line line, Sftp sftp, String temporary) throws IOException {
        if (Place.unlessAbsent(() -> sftp.lstat(path)).isEmpty()) {
            sftp.rename(temporary, path);
            return;
        }
        String aside = place.temporary(path);
        try {
            sftp.rename(path, aside);
            takePlace(sftp, temporary, aside);
        } catch (SftpStatus refused) {
            throw refused;
        } catch (IOException broken) {
            line.hangUp();
            connection.setAside(aside, path, temporary);
            throw broken;
        }
        sftp.remove(aside);
    }

    private void takePlace(Sftp sftp, String temporary, String aside) throws IOException {
        try {
            sftp.rename(temporary, path);
        } catch (SftpStatus refused) {
            sftp.rename(aside, path);
            throw refused;
        }
    }
}
