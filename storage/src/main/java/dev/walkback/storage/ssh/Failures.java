package dev.walkback.storage.ssh;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.StorageException.Denied.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.Locale;

/** What a failure of the line, or a "no" of the server, means to the caller. */
final class Failures {

    // less than any piece that is written: a disk may refuse one and still have some bytes
    private static final long ALL_BUT_FULL = 1 << 20;

    private final Location location;

    Failures(Location location) {
        this.location = location;
    }

    /** @param key the object that it was about, for the kinds that name one */
    StorageException of(IOException e, String attempted, String key) {
        if (interrupted(e)) {
            return new StorageException.Interrupted(location, attempted, e);
        }
        if (e instanceof SftpStatus status) {
            return of(status, attempted, key);
        }
        return new StorageException.Unreachable(location, attempted, text(e), e);
    }

    /** A failure to change something. OpenSSH says "Failure" to a full disk as to anything else, so it is asked how the disk is. */
    StorageException ofChange(Sftp sftp, String root, IOException e, String attempted, String key) {
        boolean vague = e instanceof SftpStatus status && status.code() == SftpStatus.FAILURE;
        if (vague && !interrupted(e) && sftp.supports(Sftp.STATVFS)) {
            try {
                Sftp.Room room = sftp.room(root);
                if (room.readOnly()) {
                    return new StorageException.Denied(
                            location, Reason.READ_ONLY, attempted, "its file system is mounted read-only", e);
                }
                if (room.freeBytes() < ALL_BUT_FULL || room.freeFiles() == 0) {
                    return new StorageException.NoRoom(location, key, "its file system is full", e);
                }
            } catch (IOException unknown) {
                // then the server's own word is all there is
            }
        }
        return of(e, attempted, key);
    }

    private StorageException of(SftpStatus status, String attempted, String key) {
        String text = text(status);
        return switch (status.code()) {
            case SftpStatus.NO_SUCH_FILE, SftpStatus.NO_SUCH_PATH ->
                new StorageException.Missing(location, key, status);
            case SftpStatus.PERMISSION_DENIED ->
                new StorageException.Denied(location, Reason.NOT_ALLOWED, attempted, text, status);
            case SftpStatus.WRITE_PROTECT ->
                new StorageException.Denied(location, Reason.READ_ONLY, attempted, text, status);
            case SftpStatus.NO_SPACE_ON_FILESYSTEM, SftpStatus.QUOTA_EXCEEDED ->
                new StorageException.NoRoom(location, key, text, status);
            case SftpStatus.NO_CONNECTION, SftpStatus.CONNECTION_LOST ->
                new StorageException.Unreachable(location, attempted, text, status);
            default -> byText(status, attempted, key);
        };
    }

    // version 3 has one number for all that can go wrong with a disk; some servers say more in the text
    private StorageException byText(SftpStatus status, String attempted, String key) {
        String text = text(status);
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("no space") || lower.contains("disk full") || lower.contains("quota")) {
            return new StorageException.NoRoom(location, key, text, status);
        }
        if (lower.contains("read-only") || lower.contains("read only")) {
            return new StorageException.Denied(location, Reason.READ_ONLY, attempted, text, status);
        }
        return new StorageException.Rejected(location, attempted, text, status);
    }

    static boolean interrupted(IOException e) {
        if (Thread.currentThread().isInterrupted()) {
            return true;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException
                    || (cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException))) {
                return true;
            }
        }
        return false;
    }

    /** The most telling text in a chain of failures, on one line. */
    static String text(Throwable e) {
        String text = e.getClass().getSimpleName();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                text = cause.getMessage();
            }
        }
        int line = text.indexOf('\n');
        return line < 0 ? text : text.substring(0, line);
    }
}
