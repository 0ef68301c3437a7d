package dev.walkback.engine.backup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * A pg_control in the words of {@code pg_controldata}, line by line: people know those, and look them up. Times are in UTC.
 */
public final class PgControlFields {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final SequencedMap<String, String> lines = new LinkedHashMap<>();

    private PgControlFields() {}

    /** Everything but the nonce, which is nobody's business. */
    public static SequencedMap<String, String> of(PgControl control) {
        PgControlFields fields = new PgControlFields();
        fields.add("pg_control version number", control.controlVersion());
        fields.add("Catalog version number", control.catalogVersion());
        fields.add("Database system identifier", control.systemIdentifier());
        fields.add("Database cluster state", control.state().words());
        fields.add("pg_control last modified", time(control.updated()));
        fields.checkpoint(control.checkpoint());
        fields.add("Fake LSN counter for unlogged rels", control.unlogged());
        fields.add("Minimum recovery ending location", control.minRecovery());
        fields.addUnsigned("Min recovery ending loc's timeline", control.minRecoveryTimeline());
        fields.add("Backup start location", control.backupStart());
        fields.add("Backup end location", control.backupEnd());
        fields.add("End-of-backup record required", control.backupEndRequired() ? "yes" : "no");
        fields.addSettings(control);
        return fields.lines;
    }

    /** What someone chose, and what a server that replays or starts on it must be given: not what changes from day to day. */
    public static SequencedMap<String, String> settings(PgControl control) {
        PgControlFields fields = new PgControlFields();
        fields.add("pg_control version number", control.controlVersion());
        fields.add("Catalog version number", control.catalogVersion());
        fields.add("Database system identifier", control.systemIdentifier());
        fields.add(
                "Latest checkpoint's full_page_writes",
                onOff(control.checkpoint().fullPageWrites()));
        fields.addSettings(control);
        return fields.lines;
    }

    private void checkpoint(PgControl.Checkpoint checkpoint) {
        add("Latest checkpoint location", checkpoint.at());
        add("Latest checkpoint's REDO location", checkpoint.redo());
        addUnsigned("Latest checkpoint's TimeLineID", checkpoint.timeline());
        addUnsigned("Latest checkpoint's PrevTimeLineID", checkpoint.previousTimeline());
        add("Latest checkpoint's full_page_writes", onOff(checkpoint.fullPageWrites()));
        add(
                "Latest checkpoint's NextXID",
                (checkpoint.nextXid() >>> 32) + ":" + Integer.toUnsignedString((int) checkpoint.nextXid()));
        addUnsigned("Latest checkpoint's NextOID", checkpoint.nextOid());
        addUnsigned("Latest checkpoint's NextMultiXactId", checkpoint.nextMulti());
        addUnsigned("Latest checkpoint's NextMultiOffset", checkpoint.nextMultiOffset());
        addUnsigned("Latest checkpoint's oldestXID", checkpoint.oldestXid());
        addUnsigned("Latest checkpoint's oldestXID's DB", checkpoint.oldestXidDatabase());
        addUnsigned("Latest checkpoint's oldestActiveXID", checkpoint.oldestActiveXid());
        addUnsigned("Latest checkpoint's oldestMultiXid", checkpoint.oldestMulti());
        addUnsigned("Latest checkpoint's oldestMulti's DB", checkpoint.oldestMultiDatabase());
        addUnsigned("Latest checkpoint's oldestCommitTsXid", checkpoint.oldestCommitTimestampXid());
        addUnsigned("Latest checkpoint's newestCommitTsXid", checkpoint.newestCommitTimestampXid());
        add("Time of latest checkpoint", time(checkpoint.time()));
    }

    private void addSettings(PgControl control) {
        PgControl.Settings settings = control.settings();
        add("wal_level setting", settings.walLevel().word());
        add("wal_log_hints setting", onOff(settings.walLogHints()));
        add("max_connections setting", settings.maxConnections());
        add("max_worker_processes setting", settings.maxWorkerProcesses());
        Integer senders = settings.maxWalSenders();
        if (senders != null) {
            add("max_wal_senders setting", senders);
        }
        add("max_prepared_xacts setting", settings.maxPreparedTransactions());
        add("max_locks_per_xact setting", settings.maxLocksPerTransaction());
        add("track_commit_timestamp setting", onOff(settings.trackCommitTimestamp()));
        form(control.form());
        add("Data page checksum version", control.dataChecksums());
        Boolean signed = control.form().signedCharacters();
        if (signed != null) {
            add("Default char data signedness", signed ? "signed" : "unsigned");
        }
    }

    private void form(PgControl.Form form) {
        add("Maximum data alignment", form.alignment());
        add("Database block size", form.pageBytes());
        add("Blocks per segment of large relation", form.pagesPerFile());
        add("WAL block size", form.walPageBytes());
        add("Bytes per WAL segment", form.segmentSize().bytes());
        add("Maximum length of identifiers", form.nameBytes());
        add("Maximum columns in an index", form.indexColumns());
        add("Maximum size of a TOAST chunk", form.toastChunkBytes());
        add("Size of a large-object chunk", form.largeObjectChunkBytes());
        add("Float8 argument passing", form.float8ByValue() ? "by value" : "by reference");
    }

    private void add(String name, Object value) {
        lines.put(name, value.toString());
    }

    private void addUnsigned(String name, int value) {
        lines.put(name, Integer.toUnsignedString(value));
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
