package dev.walkback.engine.restore.choice;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a backup is not the one that is restored. */
public sealed interface WhyNot {

    /** {@code gap}: as JSON and plain output have it. */
    String word();

    /** It would get there, with more to do. */
    record MoreWork(Work work) implements WhyNot {
        @Override
        public String word() {
            return "more-work";
        }
    }

    /** It would get there as well, and another is newer. */
    record Older(Work work) implements WhyNot {
        @Override
        public String word() {
            return "older";
        }
    }

    /** Another one was asked for. */
    record NotAsked() implements WhyNot {
        @Override
        public String word() {
            return "not-asked";
        }
    }

    /** It is not to be used, or stands on one that is not. */
    record Excluded(BackupName by) implements WhyNot {
        @Override
        public String word() {
            return "excluded";
        }
    }

    /** It is not whole. */
    record Damaged(List<Finding> findings) implements WhyNot {

        public Damaged {
            findings = List.copyOf(findings);
        }

        @Override
        public String word() {
            return "damaged";
        }
    }

    /** The target lies before its end. */
    record FinishesLater(Lsn finish) implements WhyNot {
        @Override
        public String word() {
            return "finishes-later";
        }
    }

    /**
     * The transaction had its number before the backup was made, so it has most likely ended before.
     *
     * @param nextXid the number that the next one would get, as the backup's pg_control tells
     */
    record BeganBefore(long nextXid) implements WhyNot {
        @Override
        public String word() {
            return "began-before";
        }
    }

    /**
     * The timeline does not descend from where the backup was made.
     *
     * @param left where the timeline's history left that of the backup; null where it never was on it
     */
    record NotAChild(
            Timeline timeline, Timeline ofBackup, @Nullable Lsn left) implements WhyNot {
        @Override
        public String word() {
            return "not-a-child";
        }
    }

    /** Without that timeline's history nobody can say whether it descends from the backup's, and a server would not start. */
    record HistoryMissing(Timeline timeline) implements WhyNot {
        @Override
        public String word() {
            return "history-missing";
        }
    }

    /**
     * WAL is missing on the way.
     *
     * @param first that is missing
     * @param reaches how far replay gets
     */
    record Gap(Segment first, Lsn reaches) implements WhyNot {
        @Override
        public String word() {
            return "gap";
        }
    }

    /**
     * The archive's WAL ends before the target.
     *
     * @param reaches how far replay gets
     */
    record WalEnds(Lsn reaches) implements WhyNot {
        @Override
        public String word() {
            return "wal-ends";
        }
    }
}
