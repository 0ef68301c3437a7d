package dev.walkback.engine.verify;

import dev.walkback.storage.ObjectInfo;

/** What tars are called in their folder, and without the codec: a backup may have been copied under another. */
final class TarNames {

    private static final String SUFFIX = ".tar";

    private TarNames() {}

    static String of(ObjectInfo tar) {
        return tar.key().substring(tar.key().lastIndexOf('/') + 1);
    }

    /** {@code part_001} of {@code part_001.tar.lz4}. */
    static String stem(String name) {
        int end = name.indexOf(SUFFIX);
        return end < 0 ? name : name.substring(0, end);
    }

    static String stem(ObjectInfo tar) {
        return stem(of(tar));
    }

    static boolean isPgControl(ObjectInfo tar) {
        return stem(tar).equals("pg_control");
    }

    static boolean isBackupLabel(String stem) {
        return stem.equals("backup_label");
    }
}
