package dev.walkback.engine.push;

import java.nio.file.Path;

/**
 * One thing that was found in the data directory or a tablespace.
 *
 * @param name in the backup, with a slash in front: {@code /base/5/1259}, {@code /pg_tblspc/16384/PG_15_202209061/5/16400}
 * @param path where it is now
 * @param size when it was looked at; 0 for what is no file
 * @param modifiedNanos since 1970, as precisely as the file system has it
 * @param mode permission bits, and those for set-user, set-group and sticky
 */
public record WalkedFile(
        String name,
        Path path,
        Kind kind,
        long size,
        long modifiedNanos,
        int mode,
        int userId,
        int groupId,
        String user,
        String group) {

    /** Of what else there is, sockets and devices, no backup can be made: it is left out, and said. */
    public enum Kind {
        FILE,
        FOLDER,
        LINK
    }
}
