package dev.walkback.engine.wal.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentContent;
import dev.walkback.engine.wal.SegmentContent.Flaw;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentScanTest {

    private static final Path VECTORS = PackedArchive.vectors().shared();
    private static final SegmentSize MEGABYTE = new SegmentSize(1 << 20);

    static List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.walk(VECTORS)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}\\.gz"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("segments")
    void what_a_server_wrote_is_whole_or_ends_where_it_stopped(Path file) {
        SegmentContent content = scan(bytes(file), segment(file));
        assertThat(content.flaw())
                .as(content.toString())
                .isIn(
                        isOfTimelines(file)
                                ? List.of(Flaw.NONE, Flaw.RECORD_LENGTH, Flaw.PAGE_HEADER)
                                : List.of(Flaw.NONE));
    }

    @Test
    void a_segment_goes_on_where_the_one_before_it_ends() {
        SegmentContent one = scan(bytes("wal/15-overwrite-contrecord/000000010000000000000008.gz"), 8);
        SegmentContent next = scan(bytes("wal/15-overwrite-contrecord/000000010000000000000009.gz"), 9);
        assertThat(next.carried()).isEqualTo(one.pending()).isPositive();
    }

    @Test
    void a_record_that_was_given_up_is_told() {
        SegmentContent content = scan(bytes("wal/15-overwrite-contrecord/00000001000000000000000A.gz"), 10);
        assertThat(content.dropsCarried()).isTrue();
        assertThat(content.isWhole()).isTrue();
    }

    @Test
    void a_segment_under_another_name_is_misplaced() {
        SegmentContent content = scan(usual(), 0x13);
        assertThat(content.flaw()).isEqualTo(Flaw.MISPLACED);
        assertThat(content.address()).isEqualTo(new Lsn(0x1200000));
    }

    @Test
    void segments_of_another_size_are_told() throws IOException {
        byte[] twice = Arrays.copyOf(usual(), 2 << 20);
        Segment segment = new Segment(Timeline.FIRST, 9, new SegmentSize(2 << 20));
        assertThat(SegmentScan.read(new ByteArrayInputStream(twice), segment).flaw())
                .isEqualTo(Flaw.OTHER_SIZE);
    }

    @Test
    void a_byte_less_is_noticed() {
        byte[] segment = usual();
        assertThat(scan(Arrays.copyOf(segment, segment.length - 1), 0x12).flaw())
                .isEqualTo(Flaw.LENGTH);
    }

    @Test
    void a_byte_more_is_noticed() {
        byte[] segment = usual();
        assertThat(scan(Arrays.copyOf(segment, segment.length + 1), 0x12).flaw())
                .isEqualTo(Flaw.LENGTH);
    }

    @Test
    void a_file_that_was_used_again_ends_where_the_old_pages_begin() {
        byte[] segment = usual();
        byte[] old = Arrays.copyOfRange(segment, 8192, 2 * 8192);
        System.arraycopy(old, 0, segment, 3 * 8192, 8192);
        SegmentContent content = scan(segment, 0x12);
        assertThat(content.flaw()).isEqualTo(Flaw.PAGE_ADDRESS);
        assertThat(content.flawAt()).isEqualTo(new Lsn(0x1200000 + 3 * 8192));
    }

    @Test
    void pages_of_a_later_timeline_cannot_be_in_it() {
        byte[] segment = usual();
        segment[2 * 8192 + 4] = 9;
        assertThat(scan(segment, 0x12).flaw()).isEqualTo(Flaw.TIMELINE);
    }

    /** Padding between records, and a few bits of page headers, mean nothing: hardly more than one byte in fifty. */
    @Test
    void nearly_every_altered_byte_is_noticed() {
        int noticed = 0;
        for (int at = 41; at < 0x40000; at += 1021) {
            byte[] segment = usual();
            segment[at] ^= 0x10;
            noticed += scan(segment, 0x12).isWhole() ? 0 : 1;
        }
        assertThat(noticed).isGreaterThan(0x40000 / 1021 * 9 / 10);
    }

    @Property(tries = 50)
    void whatever_the_bytes_scanning_them_is_safe(@ForAll byte[] bytes, @ForAll @IntRange(max = 0x3ffff) int at) {
        byte[] segment = usual();
        System.arraycopy(bytes, 0, segment, at, bytes.length);
        assertThat(scan(segment, 0x12).bytes()).isEqualTo(1 << 20);
    }

    private static boolean isOfTimelines(Path file) {
        return file.startsWith(VECTORS.resolve("timelines"));
    }

    private static byte[] usual() {
        return bytes("wal/15/000000010000000000000012.gz");
    }

    private static SegmentContent scan(byte[] bytes, long number) {
        return scan(bytes, new Segment(Timeline.FIRST, number, MEGABYTE));
    }

    private static SegmentContent scan(byte[] bytes, Segment segment) {
        try {
            return SegmentScan.read(new ByteArrayInputStream(bytes), segment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Segment segment(Path file) {
        WalFile.Whole whole =
                (WalFile.Whole) WalFile.named(file.getFileName().toString().substring(0, 24));
        return whole.digits().in(MEGABYTE).orElseThrow();
    }

    private static byte[] bytes(String name) {
        return bytes(VECTORS.resolve(name));
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
