package dev.walkback.engine.backup;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentSize;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code global/pg_control} says: whose data directory it is, how its server was built and set, and from which checkpoint
 * it would start. In a backup that was taken online only the label's checkpoint counts for the start; everything else holds.
 *
 * @param catalogVersion tells the major version; the control version does not
 * @param updated as the server's clock had it
 * @param minRecovery up to where WAL must be replayed at least; of a standby's backup its end. {@link Lsn#NONE} elsewhere
 * @param minRecoveryTimeline 32 bits without a sign; 0 where there is no such position
 * @param dataChecksums the version of the pages' checksums; 0 is off
 */
public record PgControl(
        SystemIdentifier systemIdentifier,
        int controlVersion,
        int catalogVersion,
        State state,
        Instant updated,
        Checkpoint checkpoint,
        Lsn unlogged,
        Lsn minRecovery,
        int minRecoveryTimeline,
        Lsn backupStart,
        Lsn backupEnd,
        boolean backupEndRequired,
        Settings settings,
        Form form,
        int dataChecksums) {

    /** A file of this size; what counts is in its first few hundred bytes. */
    public static final int BYTES = 8192;

    /** What the server was at when it wrote the file. */
    public enum State {
        STARTING_UP,
        SHUT_DOWN,
        SHUT_DOWN_IN_RECOVERY,
        SHUTTING_DOWN,
        IN_CRASH_RECOVERY,
        IN_ARCHIVE_RECOVERY,
        IN_PRODUCTION;

        /** {@code in production}, as pg_controldata says. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** How much a server writes into WAL. */
    public enum WalLevel {
        MINIMAL,
        REPLICA,
        LOGICAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The latest checkpoint, and a copy of its record.
     *
     * @param at where the record lies
     * @param redo where replay from it begins
     * @param timeline 32 bits without a sign, as are all numbers here that are ints
     * @param walLevel null before 17, whose records are the first to tell
     * @param nextXid with its epoch in the upper half
     */
    public record Checkpoint(
            Lsn at,
            Lsn redo,
            int timeline,
            int previousTimeline,
            boolean fullPageWrites,
            @Nullable WalLevel walLevel,
            long nextXid,
            int nextOid,
            int nextMulti,
            int nextMultiOffset,
            int oldestXid,
            int oldestXidDatabase,
            int oldestMulti,
            int oldestMultiDatabase,
            Instant time,
            int oldestCommitTimestampXid,
            int newestCommitTimestampXid,
            int oldestActiveXid) {}

    /**
     * Settings that a server which replays this cluster's WAL must have at least as large.
     *
     * @param maxWalSenders null before 12, where they counted among the connections
     */
    public record Settings(
            WalLevel walLevel,
            boolean walLogHints,
            int maxConnections,
            int maxWorkerProcesses,
            @Nullable Integer maxWalSenders,
            int maxPreparedTransactions,
            int maxLocksPerTransaction,
            boolean trackCommitTimestamp) {}

    /**
     * How the server was built: a server built otherwise cannot start on this directory.
     *
     * @param pagesPerFile of a relation's data, before the next file begins
     * @param signedCharacters null before 18
     */
    public record Form(
            int alignment,
            int pageBytes,
            int pagesPerFile,
            int walPageBytes,
            SegmentSize segmentSize,
            int nameBytes,
            int indexColumns,
            int toastChunkBytes,
            int largeObjectChunkBytes,
            boolean float8ByValue,
            @Nullable Boolean signedCharacters) {}

    /**
     * Reads the file. Only one whose own checksum is right is read at all, so a cut or altered one is never half believed.
     */
    public static Document<PgControl> read(byte[] file) {
        return PgControlLayout.read(file);
    }

    /** {@code 15}, {@code 9.6}; empty for a catalogue that is not one of the released majors'. */
    public Optional<String> major() {
        return Optional.ofNullable(
                switch (catalogVersion) {
                    case 201608131 -> "9.6";
                    case 201707211 -> "10";
                    case 201809051 -> "11";
                    case 201909212 -> "12";
                    case 202007201 -> "13";
                    case 202107181 -> "14";
                    case 202209061 -> "15";
                    case 202307071 -> "16";
                    case 202406281 -> "17";
                    case 202506291 -> "18";
                    default -> null;
                });
    }
}
