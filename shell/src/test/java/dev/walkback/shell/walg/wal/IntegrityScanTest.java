package dev.walkback.shell.walg.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.wal.Lsn;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The walk over runs of segments against the same walk taken step by step, as WAL-G takes it. */
class IntegrityScanTest {

    private static final SegmentGrid GRID = SegmentGrid.ofMebibytes(16);

    /** One step of the plain walk. */
    private record Step(long timeline, long number, Stretch.Status status) {}

    @RepeatedTest(50)
    void runs_of_segments_give_what_single_steps_give(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 200; i++) {
            compare(random);
        }
    }

    @Test
    void the_answer_does_not_take_longer_the_further_the_stop_segment_lies_away() {
        WalNames names = new WalNames(GRID);
        long last = GRID.numberOf(new Lsn(-1));
        names.add(GRID.name(1, last - 1) + ".lz4");

        List<Stretch> stretches =
                new IntegrityScan(names, History.NONE, GRID, new WalgSegment(1, last), 1, at -> {}).run(0, 16);

        assertThat(stretches)
                .containsExactly(
                        new Stretch(1, 1, last - 17, Stretch.Status.MISSING_LOST),
                        new Stretch(1, last - 16, last - 2, Stretch.Status.MISSING_UPLOADING),
                        new Stretch(1, last - 1, last - 1, Stretch.Status.FOUND));
    }

    private static void compare(Random random) throws IOException {
        WalNames names = new WalNames(GRID);
        Set<String> there = new HashSet<>();
        int most = 4 + random.nextInt(30);
        for (int timeline = 1; timeline <= 3; timeline++) {
            for (int number = 0; number < most; number++) {
                if (random.nextInt(4) > 0) {
                    there.add(GRID.name(timeline, number));
                    names.add(GRID.name(timeline, number) + ".zst");
                }
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            long at = random.nextInt(most) * GRID.bytes() + 40;
            text.append(1 + random.nextInt(3) + "\t0/" + Long.toHexString(at) + "\twhy\n");
        }
        History history = History.read(new StringReader(text.toString()));
        WalgSegment current = new WalgSegment(1 + random.nextInt(3), random.nextInt(most));
        long stop = random.nextInt(most);
        int delayed = random.nextInt(5);
        int uploading = 1 + random.nextInt(8);
        List<Lsn> skipped = new ArrayList<>();
        List<Lsn> skippedByStep = new ArrayList<>();

        List<Stretch> stretches =
                new IntegrityScan(names, history, GRID, current, stop, skipped::add).run(delayed, uploading);

        List<Step> walked = new Walk(there, history, current, stop, skippedByStep).steps(delayed, uploading);
        assertThat(stretches.stream().flatMap(IntegrityScanTest::steps)).containsExactlyElementsOf(walked.reversed());
        assertThat(skipped).isEqualTo(skippedByStep);
        for (int i = 1; i < stretches.size(); i++) {
            assertThat(stretches.get(i).status() + " " + stretches.get(i).timeline())
                    .as("two stretches that are one")
                    .isNotEqualTo(stretches.get(i - 1).status() + " "
                            + stretches.get(i - 1).timeline());
        }
    }

    private static java.util.stream.Stream<Step> steps(Stretch stretch) {
        return LongStream.rangeClosed(stretch.least(), stretch.most())
                .mapToObj(number -> new Step(stretch.timeline(), number, stretch.status()));
    }

    /** The walk as WAL-G takes it. */
    private static final class Walk {

        private final Set<String> there;
        private final History history;
        private final long stop;
        private final List<Lsn> skipped;
        private final List<Step> steps = new ArrayList<>();
        private long timeline;
        private long number;

        Walk(Set<String> there, History history, WalgSegment current, long stop, List<Lsn> skipped) {
            this.there = there;
            this.history = history;
            this.stop = stop;
            this.skipped = skipped;
            this.timeline = current.timeline();
            this.number = current.number();
        }

        List<Step> steps(int delayed, int uploading) {
            pass(delayed, true, Stretch.Status.MISSING_DELAYED);
            pass(uploading, false, Stretch.Status.MISSING_UPLOADING);
            pass(Integer.MAX_VALUE, false, Stretch.Status.MISSING_LOST);
            return steps;
        }

        private void pass(int most, boolean untilFound, Stretch.Status missing) {
            for (int i = 0; i < most && number > stop; i++) {
                History.Left left = null;
                for (History.Left record : history.records()) {
                    left = GRID.numberOf(record.at()) == number ? record : left;
                }
                if (left != null && there.contains(GRID.name(timeline, number - 1))) {
                    skipped.add(left.at());
                } else if (left != null) {
                    timeline = left.timeline();
                }
                number--;
                boolean found = there.contains(GRID.name(timeline, number));
                steps.add(new Step(timeline, number, found ? Stretch.Status.FOUND : missing));
                if (found && untilFound) {
                    return;
                }
            }
        }
    }
}
