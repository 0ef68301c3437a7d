package dev.walkback.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.wal.Lsn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentinelFormatTest {

    private static Document<Sentinel> read(String json) {
        return read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static Document<Sentinel> read(InputStream json) {
        try {
            return SentinelFormat.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sentinel sentinel(String json) {
        return read(json).optional().orElseThrow(() -> new AssertionError(read(json)));
    }

    @Property
    void numbers_are_unsigned_64_bits(@ForAll long lsn, @ForAll long system) {
        Sentinel sentinel = sentinel("{\"LSN\":%s,\"SystemIdentifier\":%s}"
                .formatted(Long.toUnsignedString(lsn), Long.toUnsignedString(system)));
        assertThat(sentinel.start()).isEqualTo(lsn == 0 ? null : new Lsn(lsn));
        assertThat(sentinel.systemIdentifier()).isEqualTo(system == 0 ? null : new SystemIdentifier(system));
    }

    @Test
    void names_are_read_without_regard_to_case() {
        assertThat(sentinel("{\"lsn\":16,\"FINISHLSN\":32}").missingFields()).isEmpty();
    }

    @Test
    void of_two_fields_with_one_name_the_later_counts() {
        assertThat(sentinel("{\"LSN\":16,\"lsn\":32}").start()).isEqualTo(new Lsn(32));
    }

    @Test
    void null_is_the_same_as_absent() {
        assertThat(sentinel("{\"LSN\":null,\"FinishLSN\":null,\"Spec\":null,\"UserData\":null,\"ChkpNum\":null}"))
                .isEqualTo(sentinel("{}"));
    }

    @Test
    void without_a_version_it_is_the_first() {
        assertThat(sentinel("{}").version()).isEqualTo(1);
        assertThat(sentinel("{\"Version\":2}").version()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "DeltaLSN, '\"DeltaFrom\":\"base_1\",\"DeltaFullName\":\"base_1\",\"DeltaCount\":1'",
        "DeltaFrom, '\"DeltaLSN\":16,\"DeltaFullName\":\"base_1\",\"DeltaCount\":1'",
        "DeltaFullName, '\"DeltaLSN\":16,\"DeltaFrom\":\"base_1\",\"DeltaCount\":1'",
        "DeltaCount, '\"DeltaLSN\":16,\"DeltaFrom\":\"base_1\",\"DeltaFullName\":\"base_1\"'"
    })
    void a_delta_names_what_it_lacks(String missing, String fields) {
        assertThat(sentinel("{\"LSN\":16,\"FinishLSN\":32," + fields + "}").missingFields())
                .containsExactly(missing);
    }

    @Test
    void the_oldest_name_of_the_base_position_stands_in_for_a_missing_one() {
        Sentinel sentinel = sentinel("{\"DeltaFrom\":\"base_1\",\"DeltaFromLSN\":77}");
        assertThat(sentinel.origin().orElseThrow().since()).isEqualTo(new Lsn(77));
    }

    @Test
    void lists_of_files_are_noticed_and_not_kept() {
        String files = "{\"Files\":{\"/a\":{\"IsSkipped\":true}},\"TarFileSets\":{\"part_001.tar\":[\"/a\"]}}";
        assertThat(sentinel(files).legacyFiles()).isTrue();
        assertThat(sentinel(files).unknown()).isEmpty();
    }

    @Test
    void old_lists_of_files_of_any_length_are_read_past() {
        byte[] entry =
                "\"/base/1/2345678901234567890123456789\":{\"IsIncremented\":false},".getBytes(StandardCharsets.UTF_8);
        InputStream entries =
                new SequenceInputStream(Collections.enumeration(Collections.nCopies(100_000, entry).stream()
                        .map(bytes -> (InputStream) new ByteArrayInputStream(bytes))
                        .toList()));
        InputStream all = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream("{\"LSN\":16,\"Files\":{".getBytes(StandardCharsets.UTF_8)),
                entries,
                new ByteArrayInputStream("\"/\":{}},\"FinishLSN\":32}".getBytes(StandardCharsets.UTF_8)))));
        assertThat(read(all).optional().orElseThrow().finish()).isEqualTo(new Lsn(32));
    }

    @Test
    void unknown_fields_survive_being_read() {
        assertThat(sentinel("{\"X\":[1,2.50,1e3,{\"é\\u0001\\\"\":null}],\"Y\":12345678901234567890123}")
                        .unknown())
                .isEqualTo(Map.of("X", "[1,2.50,1e3,{\"é\\u0001\\\"\":null}]", "Y", "12345678901234567890123"));
    }

    @Test
    void user_data_may_be_anything() {
        assertThat(sentinel("{\"UserData\": \"a < b\" }").userData()).isEqualTo("\"a < b\"");
        assertThat(sentinel("{\"UserData\":{\"n\" : 2}}").userData()).isEqualTo("{\"n\":2}");
    }

    @Test
    void a_time_that_was_never_set_is_none() {
        assertThat(sentinel("{\"StartTime\":\"0001-01-01T00:00:00Z\"}").startTime())
                .isNull();
        assertThat(sentinel("{\"StartTime\":\"2024-05-01T12:00:00.123457+02:00\"}")
                        .startTime())
                .isEqualTo(Instant.parse("2024-05-01T10:00:00.123457Z"));
    }

    @Test
    void tablespaces_are_read_in_either_spelling() {
        String spec =
                "{\"16384\":{\"loc\":\"/mnt/ts1\",\"link\":\"pg_tblspc/16384\"},\"base_prefix\":\"/pg\",\"tablespaces\":[\"16384\"]}";
        TablespaceSpec expected = new TablespaceSpec("/pg", Map.of("16384", "/mnt/ts1"));
        assertThat(sentinel("{\"spec\":" + spec + "}").spec()).isEqualTo(expected);
        assertThat(sentinel("{\"Spec\":" + spec + "}").spec()).isEqualTo(expected);
    }

    @Property
    void no_bytes_make_it_fail(@ForAll byte[] bytes) {
        assertThat(read(new ByteArrayInputStream(bytes))).isNotNull();
    }

    @Property
    void no_text_in_braces_makes_it_fail(@ForAll String text) {
        assertThat(read("{" + text + "}")).isNotNull();
    }
}
