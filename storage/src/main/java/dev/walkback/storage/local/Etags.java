package dev.walkback.storage.local;

import dev.walkback.storage.ObjectInfo;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * What a file's attributes say of an object. Its etag is made of inode, time and size: a file that was replaced is another
 * inode, and one that was written in place has another time.
 */
final class Etags {

    private Etags() {}

    static ObjectInfo describe(String key, BasicFileAttributes file) {
        return new ObjectInfo(key, file.size(), file.lastModifiedTime().toInstant(), etag(file));
    }

    private static String etag(BasicFileAttributes file) {
        Instant modified = file.lastModifiedTime().toInstant();
        return inode(file)
                + "-" + Long.toHexString(modified.getEpochSecond())
                + "." + Integer.toHexString(modified.getNano())
                + "-" + Long.toHexString(file.size());
    }

    /** Java tells device and inode only in words: {@code (dev=fe01,ino=123)}. The device need not survive a reboot. */
    private static String inode(BasicFileAttributes file) {
        String key = String.valueOf(file.fileKey());
        return key.substring(key.lastIndexOf('=') + 1, key.length() - (key.endsWith(")") ? 1 : 0));
    }
}
