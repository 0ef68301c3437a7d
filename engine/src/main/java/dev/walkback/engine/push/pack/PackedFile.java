package dev.walkback.engine.push.pack;

import dev.walkback.engine.push.WalkedFile;

/**
 * What became of something that was found, as files metadata describes it.
 *
 * @param bytes in the tar
 * @param incremented whether those are an increment
 * @param skipped whether it is in no tar, being what the parent has
 */
public record PackedFile(
        String name,
        WalkedFile.Kind kind,
        long bytes,
        boolean incremented,
        boolean skipped,
        long modifiedNanos,
        CorruptPages corrupt,
        long updates) {

    public static PackedFile skipped(WalkedFile file) {
        return new PackedFile(
                file.name(), file.kind(), 0, false, true, file.modifiedNanos(), CorruptPages.NOT_LOOKED, 0);
    }
}
