package dev.walkback.storage.ssh;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.time.Duration;

/** Makes the folders that a write needs. */
final class NewFolders {

    private final Place place;
    private final Location location;
    private final String attempted;

    NewFolders(Place place, Location location, String attempted) {
        this.place = place;
        this.location = location;
        this.attempted = attempted;
    }

    void make(Sftp sftp, String folder) throws IOException {
        if (folder.length() <= place.root().length()) {
            return;
        }
        try {
            sftp.makeFolder(folder);
            fsync(sftp, Place.parent(folder));
        } catch (SftpStatus status) {
            if (status.absent()) {
                make(sftp, Place.parent(folder));
                make(sftp, folder);
                return;
            }
            FileFacts there = Place.unlessAbsent(() -> sftp.stat(folder)).orElseThrow(() -> status);
            if (!there.isFolder()) {
                throw new StorageException.Rejected(
                        location, attempted, folder + " is an object, and cannot be a folder too", status);
            }
        }
    }

    // a folder can be opened like a file on OpenSSH's server, and synced; another one may refuse, and has no other way
    static void fsync(Sftp sftp, String folder) throws IOException {
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
}
