package dev.walkback.engine.server.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server's log can tell of a recovery: one thing each, however the major versions word it. How they word it is in the
 * {@code Wordings} beside this; what it means, and what to type, is worded at the edge.
 */
public enum LogMessage {
    SERVER_STARTS(Weight.HARMLESS),
    WAS_INTERRUPTED(Weight.HARMLESS),
    WAS_INTERRUPTED_IN_RECOVERY(Weight.HARMLESS),
    WAS_INTERRUPTED_IN_CRASH_RECOVERY(Weight.SERIOUS),
    SHUT_DOWN_BEFORE(Weight.HARMLESS),
    CRASH_RECOVERY(Weight.HARMLESS),
    ARCHIVE_RECOVERY_BEGINS(Weight.HARMLESS),
    TARGET_IS(Weight.HARMLESS),
    STANDBY_BEGINS(Weight.HARMLESS),
    BACKUP_REPLAY_BEGINS(Weight.HARMLESS),
    BACKUP_REPLAY_ENDS(Weight.HARMLESS),
    REPLAY_BEGINS(Weight.HARMLESS),
    REPLAY_GOES_ON(Weight.HARMLESS),
    REPLAY_DONE(Weight.HARMLESS),
    CONSISTENT(Weight.HARMLESS),
    READS_ALLOWED(Weight.HARMLESS),
    WRITES_ALLOWED(Weight.HARMLESS),
    STARTING_UP(Weight.WAITING),
    NOT_YET_CONSISTENT(Weight.WAITING),
    HOT_STANDBY_OFF(Weight.WAITING),
    SHUTTING_DOWN(Weight.WAITING),
    TARGET_REACHED(Weight.HARMLESS),
    PAUSED(Weight.WAITING),
    SHUT_DOWN_AT_TARGET(Weight.HARMLESS),
    PROMOTE_ASKED(Weight.HARMLESS),
    LAST_TRANSACTION(Weight.HARMLESS),
    TIMELINE_CHOSEN(Weight.HARMLESS),
    RECOVERY_COMPLETE(Weight.HARMLESS),
    ENDED_BEFORE_TARGET(Weight.SERIOUS),
    STOP_BEFORE_CONSISTENCY(Weight.SERIOUS),
    WAL_ENDS_BEFORE_CONSISTENCY(Weight.SERIOUS),
    BACKUP_CANCELED(Weight.SERIOUS),
    SEVERAL_TARGETS(Weight.SERIOUS),
    TARGET_INVALID(Weight.SERIOUS),
    TIMELINE_ABSENT(Weight.SERIOUS),
    NOT_A_CHILD(Weight.SERIOUS),
    CONSISTENCY_OFF_TIMELINE(Weight.SERIOUS),
    FORK_BEFORE_REPLAY(Weight.WAITING),
    TIMELINE_FOREIGN(Weight.SERIOUS),
    TIMELINE_FOLLOWED(Weight.HARMLESS),
    TIMELINE_UNEXPECTED(Weight.SERIOUS),
    SEGMENT_RESTORED(Weight.HARMLESS),
    WAITS_FOR_WAL(Weight.WAITING),
    RESTORE_COMMAND_FAILED(Weight.SERIOUS),
    END_COMMAND_FAILED(Weight.SERIOUS),
    RESTORED_FILE_WRONG_SIZE(Weight.SERIOUS),
    SEGMENT_ABSENT(Weight.SERIOUS),
    END_OF_WAL(Weight.HARMLESS),
    RECORD_CUT(Weight.HARMLESS),
    NOT_WAL(Weight.SERIOUS),
    RECORD_DAMAGED(Weight.SERIOUS),
    RESOURCE_MANAGER_ABSENT(Weight.SERIOUS),
    WAL_OF_ANOTHER_CLUSTER(Weight.SERIOUS),
    WAL_MINIMAL(Weight.SERIOUS),
    PAGES_INVALID(Weight.SERIOUS),
    PAGE_DAMAGED(Weight.SERIOUS),
    CONTROL_DAMAGED(Weight.SERIOUS),
    CHECKPOINT_ABSENT(Weight.SERIOUS),
    SETTINGS_TOO_LOW(Weight.SERIOUS),
    NO_RESTORE_COMMAND(Weight.SERIOUS),
    NO_SOURCE(Weight.WAITING),
    RECOVERY_CONF(Weight.SERIOUS),
    BACKUP_LABEL_INCONSISTENT(Weight.SERIOUS),
    BACKUP_LABEL_INVALID(Weight.SERIOUS),
    INCREMENTAL_ALONE(Weight.SERIOUS),
    DIRECTORY_PERMISSIONS(Weight.SERIOUS),
    DIRECTORY_OWNER(Weight.SERIOUS),
    RUN_BY_ROOT(Weight.SERIOUS),
    FILES_INCOMPATIBLE(Weight.SERIOUS),
    LOCALE_INCOMPATIBLE(Weight.SERIOUS),
    COLLATION_CHANGED(Weight.SERIOUS),
    ALREADY_RUNNING(Weight.SERIOUS),
    PORT_TAKEN(Weight.SERIOUS),
    SETTING_UNKNOWN(Weight.SERIOUS),
    CONFIGURATION_ERRORS(Weight.SERIOUS),
    LIBRARY_ABSENT(Weight.SERIOUS),
    TABLESPACE_ABSENT(Weight.SERIOUS),
    FILE_ABSENT(Weight.SERIOUS),
    NO_MEMORY(Weight.SERIOUS),
    DISK_FULL(Weight.SERIOUS),
    STARTUP_FAILED(Weight.SERIOUS),
    SHUT_DOWN(Weight.HARMLESS),
    PRIMARY_UNREACHABLE(Weight.WAITING),
    PRIMARY_LOST_SEGMENT(Weight.SERIOUS),
    PRIMARY_OF_ANOTHER_CLUSTER(Weight.SERIOUS),
    PRIMARY_BEHIND(Weight.SERIOUS),
    PRIMARY_ELSEWHERE(Weight.SERIOUS),
    STREAMING(Weight.HARMLESS),
    CONFLICT(Weight.WAITING);

    /** What it means for the recovery. */
    public enum Weight {
        /** It goes as it should, however it sounds. */
        HARMLESS,
        /** The server waits for something, or for somebody. */
        WAITING,
        /** It stopped, or what comes out may be wrong. */
        SERIOUS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Weight weight;

    LogMessage(Weight weight) {
        this.weight = weight;
    }

    public Weight weight() {
        return weight;
    }

    /** Whether it no longer holds once another was said: who waited, waits no longer. */
    public boolean isOverBy(LogMessage later) {
        return switch (later) {
            case SERVER_STARTS -> true;
            case CONSISTENT, READS_ALLOWED -> this == STARTING_UP || this == NOT_YET_CONSISTENT;
            case TIMELINE_CHOSEN, RECOVERY_COMPLETE, WRITES_ALLOWED ->
                weight == Weight.WAITING || this == SEGMENT_ABSENT || this == HOT_STANDBY_OFF;
            default -> false;
        };
    }

    /** {@code ended-before-target}: its code, for {@code explain}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<LogMessage> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
