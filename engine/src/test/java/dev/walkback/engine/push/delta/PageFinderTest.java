package dev.walkback.engine.push.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.Increment;
import dev.walkback.engine.push.pack.FileReading.ByteLimit;
import dev.walkback.engine.push.page.MadePage;
import dev.walkback.engine.wal.Lsn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFinderTest {

    private static final long SINCE = 1000;
    private static final PageLook LOOK = new PageLook(MadePage.BYTES, false, false, Lsn.LAST, event -> {});

    @TempDir
    private Path folder;

    private final DeltaTally tally = new DeltaTally();
    private final PageFinder finder =
            new PageFinder(MadePage.BYTES, new Lsn(SINCE), new ScanRoom(), ByteLimit.NONE, tally);

    @Test
    void pages_from_the_parents_start_on_are_taken_and_those_that_are_empty() throws IOException {
        Path file = file(MadePage.at(999, 1), MadePage.at(1000, 2), MadePage.fresh(), MadePage.at(1001, 3));
        assertThat(byReading(file).orElseThrow().numbers()).containsExactly(1, 2, 3);
    }

    @Test
    void positions_have_no_sign() throws IOException {
        Path file = file(MadePage.at(-5, 1), MadePage.at(3, 2));
        assertThat(byReading(file).orElseThrow().numbers()).containsExactly(0);
    }

    @Test
    void a_page_that_makes_no_sense_makes_the_file_go_in_whole() throws IOException {
        byte[] odd = MadePage.at(5, 1);
        odd[18] = 7;
        assertThat(byReading(file(MadePage.at(999, 1), odd))).isEmpty();
    }

    @Test
    void what_is_left_of_a_page_at_the_end_is_not_there_yet() throws IOException {
        Path file = file(MadePage.at(2000, 1));
        Files.write(file, new byte[100], StandardOpenOption.APPEND);
        FoundPages found = byReading(file).orElseThrow();
        assertThat(found.fileBytes()).isEqualTo(MadePage.BYTES);
        assertThat(found.numbers()).containsExactly(0);
    }

    @Test
    void more_pages_than_are_kept_come_out_just_the_same() throws IOException {
        byte[][] pages = new byte[1100][];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = MadePage.at(i % 50 == 7 ? 10 : 3000, i);
        }
        Path file = file(pages);
        FoundPages found = byReading(file).orElseThrow();
        assertThat(found.areKept()).isFalse();
        byte[] restored = applied(increment(file, found), parent(pages));
        assertThat(restored).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void a_file_that_was_cut_off_between_finding_and_reading_has_zeros_in_place_of_its_pages() throws IOException {
        Path file = file(MadePage.at(2000, 1), MadePage.at(10, 2), MadePage.at(2000, 3), MadePage.at(2000, 4));
        FoundPages found = byReading(file).orElseThrow();
        FoundPages readAgain = new FoundPages(found.fileBytes(), found.numbers(), List.of());
        byte[] entry;
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            open.truncate(2 * MadePage.BYTES + 100);
            entry = written(new PagesIncrement("/base/5/1", readAgain, open, LOOK, ByteLimit.NONE, tally, null));
        }
        assertThat(entry).hasSize(16 + 3 * (4 + MadePage.BYTES));
        assertThat(Arrays.copyOfRange(entry, entry.length - MadePage.BYTES, entry.length))
                .containsOnly(0);
    }

    @Test
    void any_file_comes_out_of_its_parents_and_the_increment() throws IOException {
        Random random = new Random(11);
        for (int round = 0; round < 60; round++) {
            List<byte[]> pages = new ArrayList<>();
            for (int i = random.nextInt(1, 90); i > 0; i--) {
                pages.add(random.nextInt(8) == 0 ? MadePage.fresh() : MadePage.at(random.nextInt(1, 2000), i + round));
            }
            byte[][] now = pages.toArray(byte[][]::new);
            Path file = file(now);
            byte[] entry = increment(file, byReading(file).orElseThrow());
            assertThat(applied(entry, parent(now))).as("round %d", round).isEqualTo(Files.readAllBytes(file));
            Increment.read(new ByteArrayInputStream(entry), entry.length, false);
        }
    }

    @Test
    void of_pages_that_are_known_only_those_are_read_and_the_end_of_the_file() throws IOException {
        byte[][] pages = new byte[500][];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = MadePage.at(i == 3 || i == 77 ? 3000 : 10, i);
        }
        Path file = file(pages);
        FoundPages found = byList(file, 3, 77, 600).orElseThrow();
        assertThat(found.numbers()).containsExactly(3, 77);
        assertThat(applied(increment(file, found), parent(pages))).isEqualTo(Files.readAllBytes(file));
        assertThat(tally.sum().bytesRead()).isEqualTo(64 * 1024 + 2 * MadePage.BYTES);
    }

    @Test
    void empty_pages_that_a_file_grew_by_are_taken_although_wal_does_not_tell_of_them() throws IOException {
        byte[][] pages = new byte[40][];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = i < 20 ? MadePage.at(10, i) : MadePage.fresh();
        }
        pages[25] = MadePage.at(3000, 25);
        FoundPages found = byList(file(pages), 25).orElseThrow();
        assertThat(found.numbers()).hasSize(20).startsWith(20).endsWith(39);
    }

    /** What the parent had: the same, but for pages that changed since, and shorter or longer. */
    private static byte[] parent(byte[][] now) {
        byte[][] then = new byte[now.length + 2][];
        Arrays.setAll(then, i -> i < now.length && isOld(now[i]) ? now[i] : MadePage.at(5, 7_000L + i));
        return MadePage.file(then);
    }

    private static boolean isOld(byte[] page) {
        long low = (page[4] & 0xffL) | (page[5] & 0xffL) << 8;
        return low > 0 && low < SINCE;
    }

    private static byte[] applied(byte[] entry, byte[] parent) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(entry);
        List<Long> numbers = new ArrayList<>();
        Increment increment = Increment.read(in, entry.length, false, (pageBytes, number) -> numbers.add(number));
        byte[] file = Arrays.copyOf(parent, (int) increment.fileBytes());
        for (long number : numbers) {
            System.arraycopy(in.readNBytes(MadePage.BYTES), 0, file, (int) number * MadePage.BYTES, MadePage.BYTES);
        }
        return file;
    }

    private Path file(byte[]... pages) throws IOException {
        return Files.write(folder.resolve("16400"), MadePage.file(pages));
    }

    private Optional<FoundPages> byReading(Path file) throws IOException {
        try (FileChannel open = FileChannel.open(file)) {
            return finder.byReading(open);
        }
    }

    private Optional<FoundPages> byList(Path file, int... numbers) throws IOException {
        try (FileChannel open = FileChannel.open(file)) {
            return finder.byList(open, numbers);
        }
    }

    private byte[] increment(Path file, FoundPages found) throws IOException {
        try (FileChannel open = FileChannel.open(file)) {
            PagesIncrement increment = new PagesIncrement("/base/5/1", found, open, LOOK, ByteLimit.NONE, tally, null);
            byte[] entry = written(increment);
            assertThat(entry).hasSize((int) increment.bytes());
            return entry;
        }
    }

    private static byte[] written(PagesIncrement increment) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        increment.writeTo(out::write);
        return out.toByteArray();
    }
}
