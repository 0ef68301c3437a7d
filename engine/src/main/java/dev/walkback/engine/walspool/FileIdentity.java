package dev.walkback.engine.walspool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Which file it is, beyond its name: a server uses names again, and files too. Whatever is written to a file, and whatever is put in
 * its place, has another identity; so that of one moment tells of what was read then, and of nothing else.
 *
 * @param changed when anything about it changed, its content included; nobody can set that, as {@code written} can be set
 */
record FileIdentity(long device, long inode, long bytes, FileTime written, FileTime changed) {

    private static final long NANOS = 1_000_000_000L;

    static FileIdentity of(Path file) throws IOException {
        Map<String, Object> all = Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime");
        return new FileIdentity(
                number(all, "dev"),
                number(all, "ino"),
                number(all, "size"),
                time(all, "lastModifiedTime"),
                time(all, "ctime"));
    }

    private static long number(Map<String, Object> all, String name) {
        return (Long) Objects.requireNonNull(all.get(name), name);
    }

    private static FileTime time(Map<String, Object> all, String name) {
        return (FileTime) Objects.requireNonNull(all.get(name), name);
    }

    /** As {@code stat -c %d:%i:%s:%.9Y:%.9Z} prints it, and on other systems {@code stat -f %d:%i:%z:%Fm:%Fc}. */
    String exact() {
        return text(precise(written), precise(changed));
    }

    /** As {@code stat -c %d:%i:%s:%Y:%Z} prints it, for a stat that knows whole seconds only. */
    String coarse() {
        return text(
                Long.toString(written.toInstant().getEpochSecond()),
                Long.toString(changed.toInstant().getEpochSecond()));
    }

    private String text(String written, String changed) {
        return Long.toUnsignedString(device) + ":" + Long.toUnsignedString(inode) + ":" + bytes + ":" + written + ":"
                + changed;
    }

    private static String precise(FileTime time) {
        Instant instant = time.toInstant();
        return instant.getEpochSecond() + "."
                + Long.toString(NANOS + instant.getNano()).substring(1);
    }
}
