package dev.walkback.storage.ssh;

import java.time.Instant;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * What a server tells of a file, in version 3 of the protocol.
 *
 * @param mode type and permissions, as Unix has them; 0 when the server does not tell
 * @param modified in seconds since 1970
 */
record FileFacts(long size, int mode, long modified) {

    private static final int HAS_SIZE = 1;
    private static final int HAS_OWNER = 2;
    private static final int HAS_MODE = 4;
    private static final int HAS_TIMES = 8;
    private static final int HAS_MORE = 0x80000000;

    private static final int TYPE = 0170000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;

    static FileFacts from(Buffer buffer) {
        int has = buffer.getInt();
        long size = (has & HAS_SIZE) != 0 ? buffer.getLong() : 0;
        if ((has & HAS_OWNER) != 0) {
            buffer.getLong();
        }
        int mode = (has & HAS_MODE) != 0 ? buffer.getInt() : 0;
        long modified = 0;
        if ((has & HAS_TIMES) != 0) {
            buffer.getInt();
            modified = buffer.getUInt();
        }
        if ((has & HAS_MORE) != 0) {
            skipExtensions(buffer);
        }
        return new FileFacts(Math.max(0, size), mode, modified);
    }

    private static void skipExtensions(Buffer buffer) {
        int count = buffer.getInt();
        for (int i = 0; i < count; i++) {
            buffer.getBytes();
            buffer.getBytes();
        }
    }

    /** Whether the server said what kind of thing it is. */
    boolean typed() {
        return (mode & TYPE) != 0;
    }

    boolean isFile() {
        return (mode & TYPE) == FILE;
    }

    boolean isFolder() {
        return (mode & TYPE) == FOLDER;
    }

    boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    /** A socket, a pipe, a device: no object, and nothing to be opened. */
    boolean isOther() {
        return typed() && !isFile() && !isFolder() && !isLink();
    }

    Instant time() {
        return Instant.ofEpochSecond(modified);
    }

    /** Names this state of the file as well as size and time can. */
    String etag() {
        return Long.toHexString(modified) + "-" + Long.toHexString(size);
    }
}
