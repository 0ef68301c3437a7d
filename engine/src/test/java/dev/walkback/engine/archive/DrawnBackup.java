package dev.walkback.engine.archive;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import org.jspecify.annotations.Nullable;

/** A backup in an {@link ArchiveText}. */
record DrawnBackup(Segment start, @Nullable DrawnBackup parent, int segmentsMore, String flags) {

    static final int OFFSET = 0x28;
    private static final int FINISH = 0x100;

    String name() {
        return "base_" + start.name() + (parent == null ? "" : "_D_" + parent.start.name());
    }

    Lsn startLsn() {
        return start.start().plus(OFFSET);
    }

    Lsn finishLsn() {
        return start.start().plus((long) segmentsMore * start.size().bytes()).plus(FINISH);
    }

    DrawnBackup full() {
        return parent == null ? this : parent.full();
    }

    int depth() {
        return parent == null ? 0 : parent.depth() + 1;
    }

    boolean is(char flag) {
        return flags.indexOf(flag) >= 0;
    }
}
