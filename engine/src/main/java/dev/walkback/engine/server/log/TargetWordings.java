package dev.walkback.engine.server.log;

import static dev.walkback.engine.server.log.LogMessage.*;
import static dev.walkback.engine.server.log.Wording.inAll;
import static dev.walkback.engine.server.log.Wording.since;
import static dev.walkback.engine.server.log.Wording.upTo;

import java.util.List;

/** Where a recovery stops, which timeline it goes along, and why it does not get there. */
final class TargetWordings {

    static final List<Wording> ALL = List.of(
            inAll(TARGET_REACHED, "recovery stopping before commit of transaction %u, time %s", "xid", "time"),
            inAll(TARGET_REACHED, "recovery stopping after commit of transaction %u, time %s", "xid", "time"),
            inAll(TARGET_REACHED, "recovery stopping before abort of transaction %u, time %s", "xid", "time"),
            inAll(TARGET_REACHED, "recovery stopping after abort of transaction %u, time %s", "xid", "time"),
            inAll(TARGET_REACHED, "recovery stopping before WAL location (LSN) \"%X/%X\"", "lsn"),
            inAll(TARGET_REACHED, "recovery stopping after WAL location (LSN) \"%X/%X\"", "lsn"),
            inAll(TARGET_REACHED, "recovery stopping at restore point \"%s\", time %s", "name", "time"),
            inAll(TARGET_REACHED, "recovery stopping after reaching consistency"),
            inAll(PAUSED, "pausing at the end of recovery"),
            inAll(PAUSED, "recovery has paused"),
            inAll(SHUT_DOWN_AT_TARGET, "shutdown at recovery target"),
            inAll(PROMOTE_ASKED, "received promote request"),
            inAll(LAST_TRANSACTION, "last completed transaction was at log time %s", "time"),
            inAll(TIMELINE_CHOSEN, "selected new timeline ID: %u", "timeline"),
            inAll(RECOVERY_COMPLETE, "archive recovery complete"),
            inAll(ENDED_BEFORE_TARGET, "recovery ended before configured recovery target was reached"),
            inAll(STOP_BEFORE_CONSISTENCY, "requested recovery stop point is before consistent recovery point"),
            inAll(WAL_ENDS_BEFORE_CONSISTENCY, "WAL ends before consistent recovery point"),
            inAll(WAL_ENDS_BEFORE_CONSISTENCY, "WAL ends before end of online backup"),
            inAll(BACKUP_CANCELED, "online backup was canceled, recovery cannot continue"),
            inAll(SEVERAL_TARGETS, "multiple recovery targets specified"),
            inAll(TARGET_INVALID, "invalid value for parameter \"%s\": \"%s\"", "setting=recovery_target\\w*", "value"),
            inAll(TIMELINE_ABSENT, "recovery target timeline %u does not exist", "timeline"),
            inAll(NOT_A_CHILD, "requested timeline %u is not a child of this server's history", "timeline"),
            inAll(
                    CONSISTENCY_OFF_TIMELINE,
                    "requested timeline %u does not contain minimum recovery point %X/%X on timeline %u",
                    "timeline",
                    "lsn",
                    "other"),
            inAll(
                    FORK_BEFORE_REPLAY,
                    "new timeline %u forked off current database system timeline %u before current recovery point %X/%X",
                    "timeline",
                    "other",
                    "lsn"),
            inAll(
                    TIMELINE_FOREIGN,
                    "new timeline %u is not a child of database system timeline %u",
                    "timeline",
                    "other"),
            inAll(TIMELINE_FOLLOWED, "new target timeline is %u", "timeline"),
            inAll(
                    TIMELINE_UNEXPECTED,
                    "unexpected timeline ID %u in checkpoint record, before reaching minimum recovery point %X/%X on timeline %u",
                    "timeline",
                    "lsn",
                    "expected"),
            inAll(
                    TIMELINE_UNEXPECTED,
                    "unexpected timeline ID %u (after %u) in checkpoint record",
                    "timeline",
                    "expected"),
            inAll(
                    TIMELINE_UNEXPECTED,
                    "unexpected previous timeline ID %u (current timeline ID %u) in checkpoint record",
                    "timeline",
                    "expected"),
            upTo(
                    14,
                    TIMELINE_UNEXPECTED,
                    "unexpected timeline ID %u (should be %u) in checkpoint record",
                    "timeline",
                    "expected"),
            since(
                    15,
                    TIMELINE_UNEXPECTED,
                    "unexpected timeline ID %u (should be %u) in online checkpoint record",
                    "timeline",
                    "expected"),
            since(
                    15,
                    TIMELINE_UNEXPECTED,
                    "unexpected timeline ID %u (should be %u) in shutdown checkpoint record",
                    "timeline",
                    "expected"),
            since(
                    15,
                    TIMELINE_UNEXPECTED,
                    "unexpected timeline ID %u (should be %u) in end-of-recovery record",
                    "timeline",
                    "expected"),
            upTo(
                    15,
                    TIMELINE_UNEXPECTED,
                    "unexpected timeline ID %u in log segment %s, offset %u",
                    "timeline",
                    "segment",
                    "offset"),
            since(
                    16,
                    TIMELINE_UNEXPECTED,
                    "unexpected timeline ID %u in WAL segment %s, LSN %X/%X, offset %u",
                    "timeline",
                    "segment",
                    "lsn",
                    "offset"),
            upTo(
                    15,
                    TIMELINE_UNEXPECTED,
                    "out-of-sequence timeline ID %u (after %u) in log segment %s, offset %u",
                    "timeline",
                    "expected",
                    "segment",
                    "offset"),
            since(
                    16,
                    TIMELINE_UNEXPECTED,
                    "out-of-sequence timeline ID %u (after %u) in WAL segment %s, LSN %X/%X, offset %u",
                    "timeline",
                    "expected",
                    "segment",
                    "lsn",
                    "offset"));

    private TargetWordings() {}
}
