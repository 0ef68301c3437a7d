package dev.walkback.engine.push.hashes;

import dev.walkback.engine.push.WalkedFile;

/**
 * Something that is in a tar.
 *
 * @param bytes in the tar
 * @param crc32c of those, as PostgreSQL's own manifests have it
 * @param incremented whether they are an increment
 * @param corruptPages how many of its pages had a wrong checksum, where that was looked for
 * @param updates as files metadata has it
 * @param stamp of the file while it was read; {@link Stamp#NONE} where it changed meanwhile
 */
public record ListedFile(
        String name,
        WalkedFile.Kind kind,
        long bytes,
        int crc32c,
        boolean incremented,
        long corruptPages,
        long modifiedNanos,
        long updates,
        Stamp stamp) {

    /** Whether the content is provably that of the file as it is now. */
    public boolean isAs(Stamp now) {
        return kind == WalkedFile.Kind.FOLDER ? stamp.isOwnedAs(now) : stamp.size() >= 0 && stamp.equals(now);
    }
}
