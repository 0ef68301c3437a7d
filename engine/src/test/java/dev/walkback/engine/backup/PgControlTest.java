package dev.walkback.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PgControlTest {

    private static final Path CONTROL = PackedArchive.vectors().shared().resolve("control");

    @ParameterizedTest
    @ValueSource(strings = {"13", "14", "15", "15-standby-backup", "16", "17", "18"})
    void it_reads_what_pg_controldata_reads(String which) throws IOException {
        PgControl control = read(Files.readAllBytes(CONTROL.resolve("pg_control." + which)));
        Map<String, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(CONTROL.resolve("pg_controldata." + which + ".txt"))) {
            int colon = line.indexOf(':');
            expected.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        // not a field, or not one that anybody asks for
        expected.remove("Latest checkpoint's REDO WAL file");
        expected.remove("Date/time type storage");
        expected.remove("Mock authentication nonce");
        assertThat(asControldata(control)).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"13", "14", "15", "16", "17", "18"})
    void the_major_is_told_by_the_catalogue(String major) throws IOException {
        assertThat(read(Files.readAllBytes(CONTROL.resolve("pg_control." + major)))
                        .major())
                .hasValue(major);
    }

    @Test
    void one_altered_byte_is_noticed() throws IOException {
        byte[] file = Files.readAllBytes(CONTROL.resolve("pg_control.15"));
        file[100] ^= 1;
        assertThat(PgControl.read(file)).isEqualTo(new Document.Unreadable<PgControl>("its checksum is wrong"));
    }

    @Test
    void a_cut_file_is_noticed() throws IOException {
        byte[] file = Files.readAllBytes(CONTROL.resolve("pg_control.15"));
        assertThat(PgControl.read(java.util.Arrays.copyOf(file, 200)))
                .isEqualTo(new Document.Unreadable<PgControl>("it has only 200 bytes"));
    }

    @Property
    void whatever_the_bytes_reading_them_is_safe(
            @ForAll @Size(max = 400) byte[] bytes, @ForAll @IntRange(max = 6) int version) {
        if (bytes.length > 12) {
            short number = new short[] {960, 1002, 1100, 1201, 1300, 1700, 1800}[version];
            bytes[8] = (byte) number;
            bytes[9] = (byte) (number >> 8);
            bytes[10] = 0;
            bytes[11] = 0;
        }
        assertThatCode(() -> PgControl.read(bytes)).doesNotThrowAnyException();
    }

    private static PgControl read(byte[] file) {
        return PgControl.read(file).optional().orElseThrow();
    }

    private static Map<String, String> asControldata(PgControl control) {
        PgControl.Checkpoint checkpoint = control.checkpoint();
        PgControl.Settings settings = control.settings();
        PgControl.Form form = control.form();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("pg_control version number", "" + control.controlVersion());
        lines.put("Catalog version number", "" + control.catalogVersion());
        lines.put("Database system identifier", "" + control.systemIdentifier());
        lines.put("Database cluster state", control.state().words());
        lines.put("pg_control last modified", time(control.updated()));
        lines.put("Latest checkpoint location", "" + checkpoint.at());
        lines.put("Latest checkpoint's REDO location", "" + checkpoint.redo());
        lines.put("Latest checkpoint's TimeLineID", "" + checkpoint.timeline());
        lines.put("Latest checkpoint's PrevTimeLineID", "" + checkpoint.previousTimeline());
        lines.put("Latest checkpoint's full_page_writes", onOff(checkpoint.fullPageWrites()));
        lines.put("Latest checkpoint's NextXID", (checkpoint.nextXid() >>> 32) + ":" + (int) checkpoint.nextXid());
        lines.put("Latest checkpoint's NextOID", "" + checkpoint.nextOid());
        lines.put("Latest checkpoint's NextMultiXactId", "" + checkpoint.nextMulti());
        lines.put("Latest checkpoint's NextMultiOffset", "" + checkpoint.nextMultiOffset());
        lines.put("Latest checkpoint's oldestXID", "" + checkpoint.oldestXid());
        lines.put("Latest checkpoint's oldestXID's DB", "" + checkpoint.oldestXidDatabase());
        lines.put("Latest checkpoint's oldestActiveXID", "" + checkpoint.oldestActiveXid());
        lines.put("Latest checkpoint's oldestMultiXid", "" + checkpoint.oldestMulti());
        lines.put("Latest checkpoint's oldestMulti's DB", "" + checkpoint.oldestMultiDatabase());
        lines.put("Latest checkpoint's oldestCommitTsXid", "" + checkpoint.oldestCommitTimestampXid());
        lines.put("Latest checkpoint's newestCommitTsXid", "" + checkpoint.newestCommitTimestampXid());
        lines.put("Time of latest checkpoint", time(checkpoint.time()));
        lines.put("Fake LSN counter for unlogged rels", "" + control.unlogged());
        lines.put("Minimum recovery ending location", "" + control.minRecovery());
        lines.put("Min recovery ending loc's timeline", "" + control.minRecoveryTimeline());
        lines.put("Backup start location", "" + control.backupStart());
        lines.put("Backup end location", "" + control.backupEnd());
        lines.put("End-of-backup record required", control.backupEndRequired() ? "yes" : "no");
        lines.put("wal_level setting", settings.walLevel().word());
        lines.put("wal_log_hints setting", onOff(settings.walLogHints()));
        lines.put("max_connections setting", "" + settings.maxConnections());
        lines.put("max_worker_processes setting", "" + settings.maxWorkerProcesses());
        lines.put("max_wal_senders setting", "" + settings.maxWalSenders());
        lines.put("max_prepared_xacts setting", "" + settings.maxPreparedTransactions());
        lines.put("max_locks_per_xact setting", "" + settings.maxLocksPerTransaction());
        lines.put("track_commit_timestamp setting", onOff(settings.trackCommitTimestamp()));
        lines.put("Maximum data alignment", "" + form.alignment());
        lines.put("Database block size", "" + form.pageBytes());
        lines.put("Blocks per segment of large relation", "" + form.pagesPerFile());
        lines.put("WAL block size", "" + form.walPageBytes());
        lines.put("Bytes per WAL segment", "" + form.segmentSize().bytes());
        lines.put("Maximum length of identifiers", "" + form.nameBytes());
        lines.put("Maximum columns in an index", "" + form.indexColumns());
        lines.put("Maximum size of a TOAST chunk", "" + form.toastChunkBytes());
        lines.put("Size of a large-object chunk", "" + form.largeObjectChunkBytes());
        lines.put("Float8 argument passing", form.float8ByValue() ? "by value" : "by reference");
        lines.put("Data page checksum version", "" + control.dataChecksums());
        if (form.signedCharacters() != null) {
            lines.put("Default char data signedness", form.signedCharacters() ? "signed" : "unsigned");
        }
        return lines;
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private static String time(Instant instant) {
        return DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
                .format(instant.atOffset(ZoneOffset.UTC));
    }

    @Test
    void a_standby_tells_where_its_backup_ends() throws IOException {
        PgControl control = read(Files.readAllBytes(CONTROL.resolve("pg_control.15-standby-backup")));
        assertThat(control.minRecovery()).isGreaterThan(Lsn.NONE);
    }
}
