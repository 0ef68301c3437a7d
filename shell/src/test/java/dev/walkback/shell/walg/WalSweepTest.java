package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.walg.wal.SegmentGrid;
import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.memory.MemoryStorage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Whatever lies in the folder, and however it lies: each name is told once, in order. */
class WalSweepTest {

    private static final String FOLDER = "wal_005/";
    private static final List<String> ENDINGS =
            List.of(".lz4", ".zst", "", ".partial.lz4", ".00000028.backup.lz4", "_delta.lz4", ".json", "/below");

    private final SegmentGrid grid = SegmentGrid.ofMebibytes(16);
    private final MemoryStorage storage = new MemoryStorage("sweep", Clock.systemUTC());

    @RepeatedTest(60)
    void each_name_is_told_once_and_in_order(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        int timelines = 1 + random.nextInt(3);
        for (int i = random.nextInt(400); i > 0; i--) {
            put(grid.name(1 + random.nextInt(timelines), number(random)) + ENDINGS.get(random.nextInt(ENDINGS.size())));
        }
        for (String odd :
                List.of("00000002.history.lz4", "zzz", "0000000100000000000000ab.lz4", "0", "FFFFFFFF", "a/b")) {
            if (random.nextBoolean()) {
                put(odd);
            }
        }

        assertThat(swept(2 + random.nextInt(9))).isEqualTo(named());
    }

    @Test
    void a_segment_at_the_end_of_all_numbers_is_told_too() throws Exception {
        for (long number = grid.last() - 20; number <= grid.last(); number++) {
            put(grid.name(0xFFFF_FFFFL, number));
        }
        put("z");

        assertThat(swept(4)).hasSize(22).isEqualTo(named());
    }

    /** Dense, with holes, and now and then far away. */
    private long number(Random random) {
        return random.nextInt(20) == 0 ? (long) (random.nextDouble() * grid.last()) : random.nextInt(300);
    }

    private void put(String name) {
        storage.write(FOLDER + name, Content.of(new byte[0]), Overwrite.ALLOWED);
    }

    private List<String> swept(int page) throws Exception {
        List<String> swept = new ArrayList<>();
        new WalSweep(storage, FOLDER, grid, page, swept::add).run();
        return swept;
    }

    private List<String> named() {
        try (Stream<String> names = storage.names(FOLDER)) {
            return names.toList();
        }
    }
}
