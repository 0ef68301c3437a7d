package dev.walkback.engine.server.log;

import static dev.walkback.engine.server.log.LogMessage.*;
import static dev.walkback.engine.server.log.Wording.inAll;
import static dev.walkback.engine.server.log.Wording.since;
import static dev.walkback.engine.server.log.Wording.upTo;

import java.util.List;

/** How a server begins, replays and opens: what nearly every recovery says. */
final class BeginningWordings {

    static final List<Wording> ALL = List.of(
            inAll(SERVER_STARTS, "starting %s", "what=PostgreSQL .*"),
            inAll(WAS_INTERRUPTED, "database system was interrupted; last known up at %s", "time"),
            inAll(
                    WAS_INTERRUPTED_IN_RECOVERY,
                    "database system was interrupted while in recovery at log time %s",
                    "time"),
            inAll(WAS_INTERRUPTED_IN_CRASH_RECOVERY, "database system was interrupted while in recovery at %s", "time"),
            inAll(SHUT_DOWN_BEFORE, "database system was shut down at %s", "time"),
            inAll(SHUT_DOWN_BEFORE, "database system was shut down in recovery at %s", "time"),
            inAll(CRASH_RECOVERY, "database system was not properly shut down; automatic recovery in progress"),
            inAll(ARCHIVE_RECOVERY_BEGINS, "starting archive recovery"),
            inAll(ARCHIVE_RECOVERY_BEGINS, "reached end of WAL in pg_wal, entering archive recovery"),
            inAll(TARGET_IS, "starting point-in-time recovery to XID %u", "xid"),
            inAll(TARGET_IS, "starting point-in-time recovery to WAL location (LSN) \"%X/%X\"", "lsn"),
            inAll(TARGET_IS, "starting point-in-time recovery to earliest consistent point"),
            inAll(TARGET_IS, "starting point-in-time recovery to \"%s\"", "name"),
            inAll(TARGET_IS, "starting point-in-time recovery to %s", "time"),
            inAll(STANDBY_BEGINS, "entering standby mode"),
            since(
                    15,
                    BACKUP_REPLAY_BEGINS,
                    "starting backup recovery with redo LSN %X/%X, checkpoint LSN %X/%X, on timeline ID %u",
                    "lsn",
                    "checkpoint",
                    "timeline"),
            since(15, BACKUP_REPLAY_BEGINS, "restarting backup recovery with redo LSN %X/%X", "lsn"),
            since(
                    15,
                    BACKUP_REPLAY_ENDS,
                    "completed backup recovery with redo LSN %X/%X and end LSN %X/%X",
                    "redo",
                    "lsn"),
            inAll(REPLAY_BEGINS, "redo starts at %X/%X", "lsn"),
            since(
                    15,
                    REPLAY_GOES_ON,
                    "redo in progress, elapsed time: %ld.%02d s, current LSN: %X/%X",
                    "seconds",
                    "fraction",
                    "lsn"),
            upTo(13, REPLAY_DONE, "redo done at %X/%X", "lsn"),
            since(14, REPLAY_DONE, "redo done at %X/%X system usage: %s", "lsn", "usage"),
            inAll(REPLAY_DONE, "redo is not required"),
            inAll(CONSISTENT, "consistent recovery state reached at %X/%X", "lsn"),
            upTo(13, READS_ALLOWED, "database system is ready to accept read only connections"),
            since(14, READS_ALLOWED, "database system is ready to accept read-only connections"),
            inAll(WRITES_ALLOWED, "database system is ready to accept connections"),
            inAll(STARTING_UP, "the database system is starting up"),
            since(14, NOT_YET_CONSISTENT, "the database system is not yet accepting connections"),
            since(14, HOT_STANDBY_OFF, "the database system is not accepting connections"),
            inAll(SHUTTING_DOWN, "the database system is shutting down"));

    private BeginningWordings() {}
}
