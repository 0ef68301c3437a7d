package dev.walkback.engine.tar;

/**
 * A member of a tar that is to be written.
 *
 * @param name as it is to stand there: with a slash in front or without; a folder's without one at its end
 * @param kind a file, a folder or a symbolic link
 * @param size of the content that will follow; 0 but for files
 * @param modifiedNanos since 1970; a tar has whole seconds, to which this is rounded
 * @param linkTarget of a link, else empty
 * @param user empty where it has no name
 */
public record NewEntry(
        String name,
        TarEntry.Kind kind,
        long size,
        int mode,
        long modifiedNanos,
        int userId,
        int groupId,
        String user,
        String group,
        String linkTarget) {

    /** A file that is made for the backup and belongs to nobody. */
    public static NewEntry made(String name, long size, int mode) {
        return new NewEntry(name, TarEntry.Kind.FILE, size, mode, 0, 0, 0, "", "", "");
    }
}
