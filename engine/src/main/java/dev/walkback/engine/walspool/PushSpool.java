package dev.walkback.engine.walspool;

import java.nio.file.Path;

/**
 * The folder through which a server hands over its WAL. No WAL lies in it: the uploader reads that where the server has it. The script
 * that the server runs and the uploader speak to each other in files, so that either may be killed at any moment:
 *
 * <pre>
 * push           the script, read by archive_command
 * told/NAME      the archive has this very file: its identity, in two lines ({@link FileIdentity})
 * ask/NAME.PID   the script with this pid waits for NAME; its path is in it. Removed when it was answered
 * said/NAME.PID  the answer where it is a failure: an exit code and a sentence
 * at             the name that was found acknowledged last: the server still asks
 * part/          what is being written
 * archive        which archive told/ is about
 * pulse          a number that grows for as long as the uploader works
 * upload.pid     whose it is; believed only where that process lives
 * lock           held by the uploader, and let go of by the kernel however it ends
 * log            what the uploader said
 * </pre>
 */
public record PushSpool(Path folder) {

    /** The script's name within. */
    public static final String SCRIPT = "push";

    public PushSpool {
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("a spool is told by its whole path: " + folder);
        }
    }

    public Path script() {
        return folder.resolve(SCRIPT);
    }

    Path told() {
        return folder.resolve("told");
    }

    Path asks() {
        return folder.resolve("ask");
    }

    Path answers() {
        return folder.resolve("said");
    }

    Path position() {
        return folder.resolve("at");
    }

    Path part() {
        return folder.resolve("part");
    }

    Path archive() {
        return folder.resolve("archive");
    }

    Path pulse() {
        return folder.resolve("pulse");
    }

    Path owner() {
        return folder.resolve("upload.pid");
    }

    Path lock() {
        return folder.resolve("lock");
    }
}
