package dev.walkback.engine.verify;

import dev.walkback.storage.ObjectInfo;

/** What tars are called in their folder, and without the codec: a backup may have been copied under another. */
public final class TarNames {

    private static final String SUFFIX = ".tar";

    private TarNames() {}

    public static String of(ObjectInfo tar) {
        return tar.key().substring(tar.key().lastIndexOf('/') + 1);
    }

    /** {@code part_001} of {@code part_001.tar.lz4}. */
    public static String stem(String name) {
        int end = name.indexOf(SUFFIX);
        return end < 0 ? name : name.substring(0, end);
    }

    public static String stem(ObjectInfo tar) {
        return stem(of(tar));
    }

    public static boolean isPgControl(ObjectInfo tar) {
        return stem(tar).equals("pg_control");
    }

    /** Those that are unpacked last; of a remote backup the label is in a part. */
    public static boolean isFinal(ObjectInfo tar) {
        return isPgControl(tar) || isBackupLabel(stem(tar));
    }

    public static boolean isBackupLabel(String stem) {
        return stem.equals("backup_label");
    }
}
