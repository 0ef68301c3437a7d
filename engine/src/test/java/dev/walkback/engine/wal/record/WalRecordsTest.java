package dev.walkback.engine.wal.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentContent.Flaw;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compared with what PostgreSQL's own tool says of the same WAL. */
class WalRecordsTest {

    private static final Lsn SCENARIO = new Lsn(0x1200000);

    @ParameterizedTest
    @ValueSource(strings = {"13", "14", "15", "15-logical", "16", "17", "18"})
    void every_record_of_a_version_is_read_as_its_own_tool_reads_it(String folder) {
        WalVector vector = WalVector.of(folder);
        List<String> told = vector.told();
        assertThat(vector.read(vector.from(told), false)).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"15-pglz", "15-lz4", "15-zstd"})
    void compressed_images_and_forks_are_read_as_the_tool_reads_them(String folder) {
        WalVector vector = WalVector.of(folder);
        List<String> told = vector.toldAtLength();
        assertThat(vector.read(vector.from(told), true)).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"13", "14", "15", "15-logical", "16", "17", "18"})
    void each_operation_has_one_name(String folder) throws IOException {
        WalVector vector = WalVector.of(folder);
        Map<String, String> names = new HashMap<>();
        try (WalRecords records = vector.records(vector.from(vector.told()), Wanted.NOTHING)) {
            for (String told : vector.operations()) {
                records.next();
                // what is below the upper nibble, and bits that are no part of the operation, are left out by the tool
                // too
                String operation =
                        records.record().manager() + " " + (records.record().info() & 0xF0);
                assertThat(names.merge(operation, told, (one, other) -> one)).isEqualTo(told);
            }
        }
    }

    @Test
    void reading_may_begin_at_any_record() {
        WalVector vector = WalVector.of("16");
        List<String> told = vector.told();
        for (int i = 0; i < told.size(); i += 97) {
            assertThat(vector.read(vector.from(told.subList(i, told.size())), false))
                    .isEqualTo(told.subList(i, told.size()));
        }
    }

    @Test
    void reading_stops_where_it_was_asked_to() throws IOException {
        WalVector vector = WalVector.of("15");
        Lsn to = new Lsn(0x12411B0);
        WalRecords.Stretch stretch = new WalRecords.Stretch(SCENARIO, to, WalVector.MEGABYTE, null);
        try (WalRecords records = WalRecords.of(stretch, vector.files(), Wanted.NOTHING)) {
            Lsn last = Lsn.NONE;
            while (records.next()) {
                last = records.record().end();
            }
            assertThat(List.of(last, records.end())).isEqualTo(List.of(to, new WalEnd.Reached(to)));
        }
    }

    @Test
    void content_that_was_asked_for_is_there() throws IOException {
        List<String> names = new ArrayList<>();
        try (WalRecords records = WalVector.of("15").records(SCENARIO, Wanted.ALL)) {
            while (records.next()) {
                if (records.record().manager() == 0 && (records.record().info() & 0xF0) == 0x70) {
                    byte[] name = new byte[14];
                    records.record().main().get(8, name);
                    names.add(new String(name, StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(names).containsExactly("before_release", "before_disaste");
    }

    /** Most large records run over pages: their parts are put together from pieces. */
    @ParameterizedTest
    @ValueSource(strings = {"13", "14", "15", "15-lz4", "18"})
    void the_content_is_what_lies_between_the_headers_and_the_end(String folder) throws IOException {
        WalVector vector = WalVector.of(folder);
        Map<Lsn, byte[]> plain = vector.bodies();
        try (WalRecords records = vector.records(vector.first(), Wanted.ALL)) {
            while (records.next()) {
                byte[] body = plain.get(records.record().start());
                assertThat(content(records.record()))
                        .isEqualTo(
                                Arrays.copyOfRange(body, body.length - content(records.record()).length, body.length));
            }
        }
    }

    @Test
    void no_more_is_held_than_was_asked_for() throws IOException {
        int most = 0;
        try (WalRecords records = WalVector.of("15").records(SCENARIO, (record, part, block, length) -> 5)) {
            while (records.next()) {
                most = Math.max(most, records.record().main().remaining());
                most = Math.max(
                        most,
                        records.record().blocks() > 0
                                ? records.record().image(0).remaining()
                                : 0);
            }
        }
        assertThat(most).isEqualTo(5);
    }

    @Test
    void a_record_that_was_given_up_is_passed_over() throws IOException {
        List<String> read = WalVector.of("15-overwrite-contrecord").read(new Lsn(0x85A190), false);
        assertThat(read).isEqualTo(WalVector.of("15-overwrite-contrecord").toldIn("waldump-tail.txt"));
    }

    @Test
    void where_no_segment_follows_the_record_that_needs_it_is_where_it_ends() throws IOException {
        WalVector whole = WalVector.of("15-overwrite-contrecord");
        WalVector cut = new WalVector(
                whole.folder(), new TreeMap<>(Map.of(8L, whole.segments().get(8L))));
        assertThat(end(cut)).isEqualTo(new WalEnd.NoSegment(new Lsn(0x85C338), 9));
    }

    @Test
    void zeros_are_where_nothing_was_written() throws IOException {
        assertThat(end(altered(0x7A8, 1 << 20, (byte) 0))).isInstanceOf(WalEnd.Unwritten.class);
    }

    @Test
    void an_altered_record_is_told_with_its_place() throws IOException {
        assertThat(end(altered(0x7A0, 0x7A1, (byte) 0x55)))
                .isEqualTo(new WalEnd.Flawed(new Lsn(0x1200780), Flaw.RECORD_CHECKSUM));
    }

    @Test
    void a_segment_that_is_cut_off_ends_there() throws IOException {
        WalVector whole = WalVector.of("15");
        byte[] cut = Arrays.copyOf(whole.segments().get(0x12L), 0x790);
        assertThat(end(new WalVector(whole.folder(), Map.of(0x12L, cut))))
                .isEqualTo(new WalEnd.Flawed(new Lsn(0x1200780), Flaw.LENGTH));
    }

    @Test
    void wal_of_another_cluster_is_not_read() throws IOException {
        WalRecords.Stretch stretch =
                new WalRecords.Stretch(SCENARIO, Lsn.LAST, WalVector.MEGABYTE, new SystemIdentifier(7));
        try (WalRecords records = WalRecords.of(stretch, WalVector.of("15").files(), Wanted.NOTHING)) {
            records.next();
            assertThat(records.end()).isEqualTo(new WalEnd.Flawed(SCENARIO, Flaw.FOREIGN));
        }
    }

    @Property(tries = 200)
    void whatever_the_bytes_what_is_read_before_them_is_right(
            @ForAll byte[] bytes, @ForAll @IntRange(min = 40, max = 0x41300) int at) {
        WalVector whole = WalVector.of("15");
        byte[] segment = whole.segments().get(0x12L).clone();
        System.arraycopy(bytes, 0, segment, at, bytes.length);
        List<String> read = new WalVector(whole.folder(), Map.of(0x12L, segment)).read(SCENARIO, false);
        List<String> told = whole.read(SCENARIO, false);
        // bytes between records mean nothing, so that all may have been read
        assertThat(told.subList(0, Math.min(read.size(), told.size()))).isEqualTo(read);
    }

    @Property(tries = 200)
    void however_it_is_cut_what_is_left_is_read_and_the_end_is_told(@ForAll @IntRange(max = 0x41300) int length) {
        WalVector whole = WalVector.of("17");
        WalVector cut = new WalVector(
                whole.folder(), Map.of(0x12L, Arrays.copyOf(whole.segments().get(0x12L), length)));
        WalEnd end = end(cut);
        Lsn last = lastEnd(cut);
        assertThat(end)
                .matches(told -> told.at().compareTo(SCENARIO) >= 0
                        && (last.equals(Lsn.NONE) || told.at().compareTo(last) >= 0)
                        && told.at().compareTo(SCENARIO.plus(length + 7L)) <= 0);
    }

    private static byte[] content(WalRecord record) {
        ByteBuffer all = ByteBuffer.allocate((int) record.length());
        for (int i = 0; i < record.blocks(); i++) {
            all.put(record.image(i)).put(record.data(i));
        }
        all.put(record.main());
        return Arrays.copyOf(all.array(), all.position());
    }

    private static WalVector altered(int from, int to, byte with) {
        WalVector whole = WalVector.of("15");
        byte[] segment = whole.segments().get(0x12L).clone();
        Arrays.fill(segment, from, to, with);
        return new WalVector(whole.folder(), Map.of(0x12L, segment));
    }

    private static WalEnd end(WalVector vector) {
        try (WalRecords records = vector.records(vector.first(), Wanted.ALL)) {
            while (records.next()) {
                assertThat(records.record().length()).isGreaterThanOrEqualTo(24);
            }
            return records.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Lsn lastEnd(WalVector vector) {
        try (WalRecords records = vector.records(vector.first(), Wanted.NOTHING)) {
            Lsn last = Lsn.NONE;
            while (records.next()) {
                last = records.record().end();
            }
            return last;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
