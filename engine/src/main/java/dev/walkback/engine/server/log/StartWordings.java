package dev.walkback.engine.server.log;

import static dev.walkback.engine.server.log.LogMessage.*;
import static dev.walkback.engine.server.log.Wording.between;
import static dev.walkback.engine.server.log.Wording.inAll;
import static dev.walkback.engine.server.log.Wording.since;
import static dev.walkback.engine.server.log.Wording.upTo;

import java.util.List;

/** Why a server does not start, or not as a restored one should. */
final class StartWordings {

    static final List<Wording> ALL = List.of(
            upTo(
                    13,
                    SETTINGS_TOO_LOW,
                    "hot standby is not possible because %s = %d is a lower setting than on the master server (its value was %d)",
                    "setting",
                    "value",
                    "needed"),
            since(14, SETTINGS_TOO_LOW, "hot standby is not possible because of insufficient parameter settings"),
            since(14, SETTINGS_TOO_LOW, "recovery aborted because of insufficient parameter settings"),
            since(14, SETTINGS_TOO_LOW, "promotion is not possible because of insufficient parameter settings"),
            since(
                    14,
                    SETTINGS_TOO_LOW,
                    "%s = %d is a lower setting than on the primary server, where its value was %d.",
                    "setting",
                    "value",
                    "needed"),
            upTo(16, NO_RESTORE_COMMAND, "must specify restore_command when standby mode is not enabled"),
            since(17, NO_RESTORE_COMMAND, "must specify \"restore_command\" when standby mode is not enabled"),
            upTo(16, NO_SOURCE, "specified neither primary_conninfo nor restore_command"),
            since(17, NO_SOURCE, "specified neither \"primary_conninfo\" nor \"restore_command\""),
            inAll(RECOVERY_CONF, "using recovery command file \"%s\" is not supported", "file"),
            inAll(BACKUP_LABEL_INCONSISTENT, "backup_label contains data inconsistent with control file"),
            inAll(BACKUP_LABEL_INVALID, "invalid data in file \"%s\"", "file=.*(backup_label|tablespace_map).*"),
            since(17, INCREMENTAL_ALONE, "this is an incremental backup, not a data directory"),
            inAll(DIRECTORY_PERMISSIONS, "data directory \"%s\" has invalid permissions", "path"),
            inAll(DIRECTORY_OWNER, "data directory \"%s\" has wrong ownership", "path"),
            inAll(RUN_BY_ROOT, "\"root\" execution of the PostgreSQL server is not permitted."),
            inAll(FILES_INCOMPATIBLE, "database files are incompatible with server"),
            inAll(LOCALE_INCOMPATIBLE, "database locale is incompatible with operating system"),
            between(15, 15, COLLATION_CHANGED, "database \"%s\" has a collation version mismatch", "name"),
            inAll(ALREADY_RUNNING, "lock file \"%s\" already exists", "file"),
            inAll(PORT_TAKEN, "could not bind %s address \"%s\": %m", "family", "address", "reason"),
            inAll(PORT_TAKEN, "could not create any TCP/IP sockets"),
            inAll(SETTING_UNKNOWN, "unrecognized configuration parameter \"%s\"", "setting"),
            since(
                    14,
                    SETTING_UNKNOWN,
                    "unrecognized configuration parameter \"%s\" in file \"%s\" line %d",
                    "setting",
                    "file",
                    "line"),
            upTo(
                    13,
                    SETTING_UNKNOWN,
                    "unrecognized configuration parameter \"%s\" in file \"%s\" line %u",
                    "setting",
                    "file",
                    "line"),
            inAll(CONFIGURATION_ERRORS, "configuration file \"%s\" contains errors", "file"),
            inAll(
                    CONFIGURATION_ERRORS,
                    "syntax error in file \"%s\" line %u, near token \"%s\"",
                    "file",
                    "line",
                    "token"),
            inAll(CONFIGURATION_ERRORS, "syntax error in file \"%s\" line %u, near end of line", "file", "line"),
            inAll(LIBRARY_ABSENT, "could not access file \"%s\": %m", "file", "reason"),
            inAll(LIBRARY_ABSENT, "could not load library \"%s\": %s", "file", "reason"),
            inAll(TABLESPACE_ABSENT, "could not open directory \"%s\": %m", "path=pg_tblspc/.*", "reason"),
            inAll(FILE_ABSENT, "could not open file \"%s\": %m", "file", "reason"),
            inAll(NO_MEMORY, "could not map anonymous shared memory: %m", "reason"),
            inAll(DISK_FULL, "could not extend file \"%s\": %m", "file", "reason"),
            inAll(DISK_FULL, "could not write to file \"%s\": %m", "file", "reason"),
            upTo(14, STARTUP_FAILED, "aborting startup due to startup process failure"),
            since(14, STARTUP_FAILED, "shutting down due to startup process failure"),
            inAll(STARTUP_FAILED, "%s (PID %d) exited with exit code %d", "process=startup process", "pid", "exit"),
            inAll(
                    STARTUP_FAILED,
                    "%s (PID %d) was terminated by signal %d: %s",
                    "process=startup process",
                    "pid",
                    "signal",
                    "reason"),
            inAll(SHUT_DOWN, "database system is shut down"),
            upTo(17, PRIMARY_UNREACHABLE, "could not connect to the primary server: %s", "reason"),
            since(
                    18,
                    PRIMARY_UNREACHABLE,
                    "streaming replication receiver \"%s\" could not connect to the primary server: %s",
                    "name",
                    "reason"),
            inAll(PRIMARY_LOST_SEGMENT, "requested WAL segment %s has already been removed", "segment"),
            inAll(PRIMARY_OF_ANOTHER_CLUSTER, "database system identifier differs between the primary and standby"),
            inAll(
                    PRIMARY_BEHIND,
                    "highest timeline %u of the primary is behind recovery timeline %u",
                    "timeline",
                    "other"),
            inAll(
                    PRIMARY_ELSEWHERE,
                    "requested starting point %X/%X on timeline %u is not in this server's history",
                    "lsn",
                    "timeline"),
            inAll(STREAMING, "started streaming WAL from primary at %X/%X on timeline %u", "lsn", "timeline"),
            inAll(CONFLICT, "canceling statement due to conflict with recovery"),
            inAll(CONFLICT, "terminating connection due to conflict with recovery"));

    private StartWordings() {}
}
