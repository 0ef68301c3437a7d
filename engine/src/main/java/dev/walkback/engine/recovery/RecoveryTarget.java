package dev.walkback.engine.recovery;

import dev.walkback.engine.wal.Lsn;
import java.time.Instant;

/** A moment in PostgreSQL's terms: where a recovery is to stop. On which timeline is said apart from it. */
public sealed interface RecoveryTarget {

    /** {@code time}: as options, JSON and plain output have it. */
    String word();

    /** As far as WAL leads. */
    record Latest() implements RecoveryTarget {
        @Override
        public String word() {
            return "latest";
        }
    }

    /** As soon as the backup is consistent. */
    record Immediate() implements RecoveryTarget {
        @Override
        public String word() {
            return "immediate";
        }
    }

    /**
     * By when transactions committed.
     *
     * @param inclusive whether what committed at this very time is kept
     */
    record Time(Instant at, boolean inclusive) implements RecoveryTarget {
        @Override
        public String word() {
            return "time";
        }
    }

    /**
     * The end of a transaction.
     *
     * @param xid 32 bits without a sign
     * @param inclusive whether that transaction is kept
     */
    record Xid(long xid, boolean inclusive) implements RecoveryTarget {

        public Xid {
            if (xid < 3 || xid > 0xFFFF_FFFFL) {
                throw new IllegalArgumentException("no transaction has the number " + xid);
            }
        }

        @Override
        public String word() {
            return "xid";
        }
    }

    /**
     * The first record that begins at a position or after it.
     *
     * @param inclusive whether that record is replayed
     */
    record Position(Lsn lsn, boolean inclusive) implements RecoveryTarget {
        @Override
        public String word() {
            return "lsn";
        }
    }

    /** The first restore point of this name after the backup. */
    record Named(String name) implements RecoveryTarget {
        @Override
        public String word() {
            return "name";
        }
    }
}
