package dev.walkback.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThat(PgControlFields.of(control)).containsExactlyInAnyOrderEntriesOf(expected);
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

    @Test
    void a_standby_tells_where_its_backup_ends() throws IOException {
        PgControl control = read(Files.readAllBytes(CONTROL.resolve("pg_control.15-standby-backup")));
        assertThat(control.minRecovery()).isGreaterThan(Lsn.NONE);
    }
}
