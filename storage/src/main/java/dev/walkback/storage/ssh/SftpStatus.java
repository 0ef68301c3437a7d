package dev.walkback.storage.ssh;

import java.io.IOException;

/** The server's "no" to one request: a number that says little, and a text that may say more. */
final class SftpStatus extends IOException {

    static final int OK = 0;
    static final int END = 1;
    static final int NO_SUCH_FILE = 2;
    static final int PERMISSION_DENIED = 3;
    static final int FAILURE = 4;
    static final int NO_CONNECTION = 6;
    static final int CONNECTION_LOST = 7;
    static final int UNSUPPORTED = 8;
    // of later versions of the protocol; some servers send them in version 3 too
    static final int NO_SUCH_PATH = 10;
    static final int FILE_ALREADY_EXISTS = 11;
    static final int WRITE_PROTECT = 12;
    static final int NO_SPACE_ON_FILESYSTEM = 14;
    static final int QUOTA_EXCEEDED = 15;

    private final int code;

    SftpStatus(int code, String text) {
        super(text.isBlank() ? "status " + code : text);
        this.code = code;
    }

    int code() {
        return code;
    }

    boolean absent() {
        return code == NO_SUCH_FILE || code == NO_SUCH_PATH;
    }
}
