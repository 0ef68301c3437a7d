package dev.walkback.engine.wal.change;

import dev.walkback.engine.wal.record.WalRecord;
import dev.walkback.engine.wal.record.Wanted;
import java.nio.ByteBuffer;

/**
 * What one record changes in relations' files: the blocks that it refers to, and what is told in its main data alone: files that are
 * made, cut or removed, and databases that are copied file by file.
 */
final class RecordTrace {

    /** Main data of those records that need it; a longer one cannot be traced. */
    static final Wanted WANTED = (record, part, block, length) ->
            part == Wanted.Part.MAIN && tellsMore(record.manager()) ? Math.min(length, RecordTrace.MOST) : 0;

    /** What comes of it. */
    enum Outcome {
        TRACED,
        /** From here on less than everything is written. */
        MINIMAL,
        /** It does something that we cannot read. */
        UNTRACED
    }

    private static final int MOST = 64 << 20;

    private static final int XLOG = 0;
    private static final int TRANSACTION = 1;
    private static final int STORAGE = 2;
    private static final int DATABASE = 4;

    private static final int OLDEST = 90_600;
    private static final int NEWEST = 180_000;
    private static final int V12 = 120_000;
    private static final int V13 = 130_000;
    private static final int V15 = 150_000;
    private static final int V17 = 170_000;

    private final int major;
    private final ChangedBlocks changed;

    /** @param major the first version of the major that wrote it */
    RecordTrace(int major, ChangedBlocks changed) {
        this.major = major;
        this.changed = changed;
    }

    private static boolean tellsMore(int manager) {
        return manager == XLOG || manager == TRANSACTION || manager == STORAGE || manager == DATABASE;
    }

    Outcome trace(WalRecord record) {
        if (major < OLDEST || major > NEWEST) {
            return Outcome.UNTRACED;
        }
        for (int i = 0; i < record.blocks(); i++) {
            changed.block(
                    record.tablespace(i), record.database(i), record.relation(i), record.fork(i), record.number(i));
        }
        if (!tellsMore(record.manager()) || record.mainLength() == 0) {
            return Outcome.TRACED;
        }
        ByteBuffer main = record.main();
        if (main.remaining() < record.mainLength()) {
            return Outcome.UNTRACED;
        }
        try {
            return switch (record.manager()) {
                case XLOG -> xlog(record.info() & 0xF0, main);
                case TRANSACTION -> transaction(record.info() & 0xF0, main);
                case STORAGE -> storage(record.info() & 0xF0, main);
                default -> database(record.info() & 0xF0, main);
            };
        } catch (IndexOutOfBoundsException | ArithmeticException tooShort) {
            return Outcome.UNTRACED;
        }
    }

    private Outcome xlog(int info, ByteBuffer main) {
        int level = switch (info) {
            // what a server says of itself when it starts with other settings
            case 0x60 -> main.getInt(major < V12 ? 16 : 20);
            case 0x00, 0x10 -> major < V17 ? 1 : main.getInt(20);
            case 0x90 -> major < V17 ? 1 : main.getInt(16);
            case 0xE0 -> main.getInt(0);
            default -> 1;
        };
        return level == 0 ? Outcome.MINIMAL : Outcome.TRACED;
    }

    /** Files go with the end of the transaction that removed their relation, or that had made it and failed. */
    private Outcome transaction(int info, ByteBuffer main) {
        int operation = info & 0x70;
        boolean ends = operation == 0x00 || operation == 0x20 || operation == 0x30 || operation == 0x40;
        if (!ends || (info & 0x80) == 0) {
            return Outcome.TRACED;
        }
        int has = main.getInt(8);
        int at = 12;
        if ((has & 1) != 0) {
            at += 8;
        }
        if ((has & 2) != 0) {
            at = Math.addExact(at + 4, Math.multiplyExact(4, main.getInt(at)));
        }
        if ((has & 4) != 0) {
            int files = main.getInt(at);
            at += 4;
            for (int i = 0; i < files; i++, at += 12) {
                changed.cut(main.getInt(at), main.getInt(at + 4), main.getInt(at + 8), 0);
            }
        }
        return Outcome.TRACED;
    }

    private Outcome storage(int info, ByteBuffer main) {
        switch (info) {
            case 0x10 -> {
                if (main.getInt(12) == 0) {
                    changed.cut(main.getInt(0), main.getInt(4), main.getInt(8), 0);
                }
            }
            case 0x20 -> {
                if ((main.getInt(16) & 1) != 0) {
                    changed.cut(main.getInt(4), main.getInt(8), main.getInt(12), main.getInt(0));
                }
            }
            default -> {
                return Outcome.UNTRACED;
            }
        }
        return Outcome.TRACED;
    }

    /** A database that is made holds what another one held; one that is gone may be made again under its number. */
    private Outcome database(int info, ByteBuffer main) {
        int made = info == 0x00 ? 1 : 0;
        int logged = major >= V15 && info == 0x10 ? 1 : 0;
        int gone = info == (major >= V15 ? 0x20 : 0x10) ? 1 : 0;
        if (made + logged + gone != 1) {
            return Outcome.UNTRACED;
        }
        if (gone == 0 || major < V13) {
            changed.cut(main.getInt(4), main.getInt(0), 0, 0);
            return Outcome.TRACED;
        }
        for (int i = 0; i < main.getInt(4); i++) {
            changed.cut(main.getInt(8 + 4 * i), main.getInt(0), 0, 0);
        }
        return Outcome.TRACED;
    }
}
