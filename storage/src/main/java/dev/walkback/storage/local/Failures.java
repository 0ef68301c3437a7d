package dev.walkback.storage.local;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.StorageException.Denied;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/**
 * What the system's refusals mean for a storage. An input/output error is {@link StorageException.Unreachable}: the disk (or
 * the server behind a network file system, which says the same when it times out) did not give the bytes, and nobody has
 * seen wrong ones.
 */
final class Failures {

    private final Location location;

    Failures(Location location) {
        this.location = location;
    }

    /** @param attempted such as {@code read wal_005/x.lz4} */
    StorageException of(IOException failure, String attempted, String key) {
        return switch (failure) {
            case ClosedByInterruptException e -> new StorageException.Interrupted(location, attempted, e);
            case InterruptedIOException e -> new StorageException.Interrupted(location, attempted, e);
            case NoSuchFileException e -> new StorageException.Missing(location, key, e);
            case FileAlreadyExistsException e -> new StorageException.Exists(location, key, e);
            case AccessDeniedException e -> denied(Denied.Reason.NOT_ALLOWED, attempted, e);
            case FileSystemLoopException e -> loop(key);
            case NotDirectoryException e -> belowAnObject(attempted, key, e);
            default -> byErrno(failure, attempted, key);
        };
    }

    private StorageException byErrno(IOException failure, String attempted, String key) {
        String why = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        return switch (Errno.of(failure)) {
            case ENOSPC, EDQUOT, EFBIG -> new StorageException.NoRoom(location, key, why, failure);
            case EROFS -> denied(Denied.Reason.READ_ONLY, attempted, failure);
            case EACCES, EPERM -> denied(Denied.Reason.NOT_ALLOWED, attempted, failure);
            case ELOOP -> loop(key);
            case ENAMETOOLONG -> new StorageException.BadKey(location, key, "a part of it is too long for this disk");
            case EISDIR -> new StorageException.Rejected(location, attempted, key + " is a folder", failure);
            case ENOTDIR -> belowAnObject(attempted, key, failure);
            case EIO, ENXIO, ENODEV, ENFILE, EMFILE, ENOTCONN, ETIMEDOUT, EHOSTDOWN, EHOSTUNREACH, ESTALE ->
                new StorageException.Unreachable(location, attempted, why, failure);
            case EINVAL, EMLINK, EOPNOTSUPP, OTHER -> new StorageException.Rejected(location, attempted, why, failure);
        };
    }

    private StorageException belowAnObject(String attempted, String key, IOException failure) {
        return new StorageException.Rejected(
                location, attempted, "what lies above " + key + " is an object, not a folder", failure);
    }

    private Denied denied(Denied.Reason reason, String attempted, IOException failure) {
        String why = Objects.requireNonNullElse(failure.getMessage(), "permission denied");
        return new Denied(location, reason, attempted, why, failure);
    }

    private StorageException loop(String key) {
        return new StorageException.BadKey(location, key, "its symbolic links lead in a circle");
    }
}
