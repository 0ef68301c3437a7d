package dev.walkback.engine.server.log;

import static dev.walkback.engine.server.log.LogMessage.*;
import static dev.walkback.engine.server.log.Wording.between;
import static dev.walkback.engine.server.log.Wording.inAll;
import static dev.walkback.engine.server.log.Wording.since;
import static dev.walkback.engine.server.log.Wording.upTo;

import java.util.List;

/** What a replay reads: segments that come or do not, records that end or are damaged. */
final class WalWordings {

    static final List<Wording> ALL = List.of(
            inAll(SEGMENT_RESTORED, "restored log file \"%s\" from archive", "file"),
            since(15, WAITS_FOR_WAL, "waiting for WAL to become available at %X/%X", "lsn"),
            inAll(RESTORE_COMMAND_FAILED, "could not restore file \"%s\" from archive: %s", "file", "reason"),
            inAll(
                    END_COMMAND_FAILED,
                    "%s \"%s\": %s",
                    "setting=restore_command|recovery_end_command|archive_cleanup_command",
                    "command",
                    "reason"),
            upTo(
                    13,
                    RESTORED_FILE_WRONG_SIZE,
                    "archive file \"%s\" has wrong size: %lu instead of %lu",
                    "file",
                    "found",
                    "expected"),
            since(
                    14,
                    RESTORED_FILE_WRONG_SIZE,
                    "archive file \"%s\" has wrong size: %lld instead of %lld",
                    "file",
                    "found",
                    "expected"),
            inAll(SEGMENT_ABSENT, "could not open file \"%s\": %m", "file=pg_wal/.*", "reason"),
            upTo(15, END_OF_WAL, "invalid record length at %X/%X: wanted %u, got %u", "lsn", "expected", "found"),
            since(
                    16,
                    END_OF_WAL,
                    "invalid record length at %X/%X: expected at least %u, got %u",
                    "lsn",
                    "expected",
                    "found"),
            inAll(END_OF_WAL, "record with incorrect prev-link %X/%X at %X/%X", "previous", "lsn"),
            upTo(15, END_OF_WAL, "invalid record offset at %X/%X", "lsn"),
            since(
                    16,
                    END_OF_WAL,
                    "invalid record offset at %X/%X: expected at least %u, got %u",
                    "lsn",
                    "expected",
                    "found"),
            upTo(
                    15,
                    END_OF_WAL,
                    "unexpected pageaddr %X/%X in log segment %s, offset %u",
                    "address",
                    "segment",
                    "offset"),
            since(
                    16,
                    END_OF_WAL,
                    "unexpected pageaddr %X/%X in WAL segment %s, LSN %X/%X, offset %u",
                    "address",
                    "segment",
                    "lsn",
                    "offset"),
            inAll(RECORD_CUT, "there is no contrecord flag at %X/%X", "lsn"),
            inAll(RECORD_CUT, "contrecord is requested by %X/%X", "lsn"),
            upTo(13, RECORD_CUT, "invalid contrecord length %u at %X/%X", "found", "lsn"),
            since(14, RECORD_CUT, "invalid contrecord length %u (expected %lld) at %X/%X", "found", "expected", "lsn"),
            inAll(RECORD_CUT, "successfully skipped missing contrecord at %X/%X, overwritten at %s", "lsn", "time"),
            upTo(15, NOT_WAL, "invalid magic number %04X in log segment %s, offset %u", "found", "segment", "offset"),
            since(
                    16,
                    NOT_WAL,
                    "invalid magic number %04X in WAL segment %s, LSN %X/%X, offset %u",
                    "found",
                    "segment",
                    "lsn",
                    "offset"),
            upTo(15, NOT_WAL, "invalid info bits %04X in log segment %s, offset %u", "found", "segment", "offset"),
            since(
                    16,
                    NOT_WAL,
                    "invalid info bits %04X in WAL segment %s, LSN %X/%X, offset %u",
                    "found",
                    "segment",
                    "lsn",
                    "offset"),
            inAll(RECORD_DAMAGED, "incorrect resource manager data checksum in record at %X/%X", "lsn"),
            inAll(RECORD_DAMAGED, "invalid resource manager ID %u at %X/%X", "found", "lsn"),
            since(15, RESOURCE_MANAGER_ABSENT, "resource manager with ID %d not registered", "found"),
            upTo(
                    17,
                    WAL_OF_ANOTHER_CLUSTER,
                    "WAL file is from different database system: WAL file database system identifier is %llu, pg_control database system identifier is %llu",
                    "found",
                    "expected"),
            since(
                    18,
                    WAL_OF_ANOTHER_CLUSTER,
                    "WAL file is from different database system: WAL file database system identifier is %lu, pg_control database system identifier is %lu",
                    "found",
                    "expected"),
            inAll(
                    WAL_OF_ANOTHER_CLUSTER,
                    "WAL file is from different database system: incorrect segment size in page header"),
            inAll(
                    WAL_OF_ANOTHER_CLUSTER,
                    "WAL file is from different database system: incorrect XLOG_BLCKSZ in page header"),
            upTo(13, WAL_MINIMAL, "WAL was generated with wal_level=minimal, data may be missing"),
            between(14, 16, WAL_MINIMAL, "WAL was generated with wal_level=minimal, cannot continue recovering"),
            since(17, WAL_MINIMAL, "WAL was generated with \"wal_level=minimal\", cannot continue recovering"),
            upTo(
                    13,
                    WAL_MINIMAL,
                    "hot standby is not possible because wal_level was not set to \"replica\" or higher on the master server"),
            inAll(PAGES_INVALID, "WAL contains references to invalid pages"),
            since(18, PAGE_DAMAGED, "invalid page in block %u of relation \"%s\"", "block", "relation"),
            upTo(17, PAGE_DAMAGED, "invalid page in block %u of relation %s", "block", "relation"),
            inAll(CONTROL_DAMAGED, "incorrect checksum in control file"),
            upTo(16, CHECKPOINT_ABSENT, "could not locate required checkpoint record"),
            since(17, CHECKPOINT_ABSENT, "could not locate required checkpoint record at %X/%X", "lsn"),
            upTo(16, CHECKPOINT_ABSENT, "could not locate a valid checkpoint record"),
            since(17, CHECKPOINT_ABSENT, "could not locate a valid checkpoint record at %X/%X", "lsn"),
            inAll(CHECKPOINT_ABSENT, "invalid checkpoint record"),
            upTo(15, CHECKPOINT_ABSENT, "invalid primary checkpoint record"),
            upTo(16, CHECKPOINT_ABSENT, "could not find redo location referenced by checkpoint record"),
            since(
                    17,
                    CHECKPOINT_ABSENT,
                    "could not find redo location %X/%X referenced by checkpoint record at %X/%X",
                    "lsn",
                    "checkpoint"),
            since(
                    14,
                    CHECKPOINT_ABSENT,
                    "could not find redo location %X/%08X referenced by checkpoint record at %X/%08X",
                    "lsn",
                    "checkpoint"));

    private WalWordings() {}
}
