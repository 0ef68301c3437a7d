package dev.walkback.engine.walfetch;

import java.nio.file.Path;

/**
 * The folder through which a recovering server gets its WAL: on the file system of its {@code pg_wal}, so that handing a segment over is
 * a rename. The script that the server runs and the prefetcher that fills the folder speak to each other in it, in files, so that either
 * may be killed at any moment:
 *
 * <pre>
 * fetch          the script: restore_command = 'sh FOLDER/fetch %f "%p"'
 * ready/NAME     whole, checked, and on the disk; taken away by a rename
 * part/          on its way
 * at             the name the server asked for last
 * ask/NAME.PID   the script with this pid waits for NAME; removed when it was answered
 * said/NAME.PID  the answer where it is not the file itself: an exit code
 * pulse          a number that grows for as long as the prefetcher works
 * prefetch.pid   whose it is; believed only where that process lives
 * lock           held by the prefetcher, and let go of by the kernel however it ends
 * log            what the prefetcher said
 * </pre>
 */
public record Spool(Path folder) {

    /** The script's name within. */
    public static final String SCRIPT = "fetch";

    public Spool {
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("a spool is told by its whole path: " + folder);
        }
    }

    public Path script() {
        return folder.resolve(SCRIPT);
    }

    Path ready() {
        return folder.resolve("ready");
    }

    Path part() {
        return folder.resolve("part");
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

    Path pulse() {
        return folder.resolve("pulse");
    }

    Path owner() {
        return folder.resolve("prefetch.pid");
    }

    Path lock() {
        return folder.resolve("lock");
    }
}
