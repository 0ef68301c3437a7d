package dev.walkback.engine.walspool;

import dev.walkback.engine.restore.stage.ShellWord;
import java.nio.file.Path;

/**
 * An {@code archive_command} in plain sh, for who archives by {@code cp} into a folder and wants nothing of ours to run. What the folder has
 * is never replaced: equal content is success, as a server asks again after a crash, and other content is a failure that says so. The
 * file appears under its name only when it is whole and on the disk (a hard link fails where something is, a rename would not), and the folder
 * is on the disk before the server is told. Whatever goes wrong is 1, of which PostgreSQL tries again.
 *
 * @param folder absolute; it must be there, and is not made: it may be a disk that is not mounted
 */
public record PlainArchive(Path folder) {

    public PlainArchive {
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("an archive is told by its whole path: " + folder);
        }
    }

    /** The text of the setting, not yet quoted for a configuration file. */
    public String archiveCommand() {
        return ("a=" + ShellWord.of(folder.toString()).replace("%", "%%") + "; t=\"$a/.%f.$$\"; "
                + "if [ -e \"$a/%f\" ]; then "
                + "cmp -s \"%p\" \"$a/%f\" || { echo \"$a/%f has other content, and stays as it is\" >&2; exit 1; }; "
                + "else rm -f \"$a/.%f.\"*; "
                + "dd if=\"%p\" of=\"$t\" bs=1048576 conv=fsync 2>/dev/null && ln \"$t\" \"$a/%f\"; r=$?; rm -f \"$t\"; "
                + "[ $r = 0 ] || { echo \"%f could not be put into $a\" >&2; exit 1; }; fi; "
                + "sync \"$a/%f\" \"$a\" 2>/dev/null || sync || exit 1");
    }
}
