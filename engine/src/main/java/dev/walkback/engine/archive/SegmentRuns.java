package dev.walkback.engine.archive;

import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * Segments of which the same is to be said, told once for each run of them. A run is named by its first segment; a longer one has
 * its {@code last} among the facts. Of very many runs only the first are told, and how many segments more there are.
 */
final class SegmentRuns {

    private static final int TOLD = 1000;

    private final FindingCode code;
    private final List<long[]> runs = new ArrayList<>();
    private long untold;

    SegmentRuns(FindingCode code) {
        this.code = code;
    }

    /** Ascending; once more the same number is nothing new. */
    void add(long number) {
        long[] last = runs.isEmpty() ? new long[] {0, -2} : runs.getLast();
        if (number == last[1]) {
            return;
        }
        if (number == last[1] + 1) {
            last[1] = number;
        } else if (runs.size() < TOLD) {
            runs.add(new long[] {number, number});
        } else {
            untold++;
        }
    }

    void tell(Timeline timeline, SegmentSize size, List<Finding> findings) {
        for (int i = 0; i < runs.size(); i++) {
            Segment first = new Segment(timeline, runs.get(i)[0], size);
            Segment last = new Segment(timeline, runs.get(i)[1], size);
            Finding finding = Finding.of(code, first.name());
            if (!last.equals(first)) {
                finding = finding.with("last", last.name()).with("segments", last.number() - first.number() + 1);
            }
            if (i == TOLD - 1 && untold > 0) {
                finding = finding.with("more", untold);
            }
            findings.add(finding);
        }
    }
}
