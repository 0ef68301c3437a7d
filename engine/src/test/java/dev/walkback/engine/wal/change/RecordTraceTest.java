package dev.walkback.engine.wal.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.wal.change.RecordTrace.Outcome;
import dev.walkback.engine.wal.record.LooseRecord;
import dev.walkback.engine.wal.record.MadeRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Layouts as postgres-formats has them; what servers really write is tried by {@link ChangedPagesIT}. */
class RecordTraceTest {

    private static final int MAGIC = 0xD118;
    private static final int V13 = 130_000;
    private static final int V14 = 140_000;
    private static final int V15 = 150_000;
    private static final int V18 = 180_000;

    private final BlockList changes = new BlockList();

    @Test
    void a_relation_that_is_made_or_cut_is_so_from_there_on() {
        trace(V18, 2, 0x10, 1663, 5, 16384, 0);
        trace(V18, 2, 0x20, 7, 1663, 5, 16385, 3);
        assertThat(changes.cuts())
                .isEqualTo(Map.of(new BlockList.Cut(1663, 5, 16384), 0L, new BlockList.Cut(1663, 5, 16385), 7L));
    }

    @Test
    void the_other_forks_are_of_no_account() {
        trace(V18, 2, 0x10, 1663, 5, 16384, 3);
        trace(V18, 2, 0x20, 0, 1663, 5, 16385, 6);
        assertThat(changes.cuts()).isEmpty();
    }

    @Test
    void files_go_with_the_end_of_a_transaction_prepared_or_not() {
        int subtransactions = 2;
        for (int operation : new int[] {0x00, 0x20, 0x30, 0x40}) {
            trace(V13, 1, operation | 0x80, 0, 0, 7, 5, 1663, subtransactions, 701, 702, 1, 1663, 5, 16384 + operation);
        }
        assertThat(changes.cuts()).hasSize(4);
    }

    @Test
    void the_same_operation_removes_a_database_in_14_and_makes_one_in_15() {
        trace(V14, 4, 0x10, 16400, 2, 1663, 16500);
        assertThat(changes.cuts())
                .containsOnlyKeys(new BlockList.Cut(1663, 16400, 0), new BlockList.Cut(16500, 16400, 0));
        BlockList later = new BlockList();
        trace(V15, later, 4, 0x10, 16401, 1663);
        assertThat(later.cuts()).containsOnlyKeys(new BlockList.Cut(1663, 16401, 0));
    }

    @Test
    void minimal_wal_is_told_by_every_record_that_can_tell_it() {
        assertThat(trace(V13, 0, 0x60, 0, 0, 0, 0, 0, 0, 0)).isEqualTo(Outcome.MINIMAL);
        assertThat(trace(V18, 0, 0xE0, 0)).isEqualTo(Outcome.MINIMAL);
        assertThat(trace(V18, 0, 0x90, 0, 0, 2, 1, 0, 0)).isEqualTo(Outcome.MINIMAL);
        assertThat(trace(V18, 0, 0x10, new int[22])).isEqualTo(Outcome.MINIMAL);
        assertThat(trace(V13, 0, 0x10, new int[22])).isEqualTo(Outcome.TRACED);
        assertThat(trace(V13, 0, 0x60, 0, 0, 0, 0, 0, 1, 0)).isEqualTo(Outcome.TRACED);
    }

    @Test
    void what_we_do_not_know_is_not_passed_over() {
        assertThat(trace(V18, 4, 0x30, 1, 2)).isEqualTo(Outcome.UNTRACED);
        assertThat(trace(190_000, 10, 0, 1, 2)).isEqualTo(Outcome.UNTRACED);
        assertThat(trace(V18, 2, 0x20, 1)).isEqualTo(Outcome.UNTRACED);
    }

    @Property(tries = 500)
    void whatever_the_main_data_tracing_it_is_safe(
            @ForAll byte[] main, @ForAll @IntRange(max = 4) int manager, @ForAll @IntRange(max = 15) int operation) {
        byte[] record = MadeRecord.withMain(manager, operation << 4, main.length == 0 ? new byte[1] : main);
        assertThat(new RecordTrace(V18, changes)
                        .trace(LooseRecord.read(record, MAGIC, RecordTrace.WANTED)
                                .orElseThrow()))
                .isNotNull();
    }

    private Outcome trace(int major, int manager, int info, int... main) {
        return trace(major, changes, manager, info, main);
    }

    private static Outcome trace(int major, BlockList into, int manager, int info, int... main) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * main.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(main);
        byte[] record = MadeRecord.withMain(manager, info, bytes.array());
        return new RecordTrace(major, into)
                .trace(LooseRecord.read(record, MAGIC, RecordTrace.WANTED).orElseThrow());
    }
}
