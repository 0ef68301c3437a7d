package dev.walkback.engine.restore.fetch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Lets the parts of a stage begin when all of the stages before are written: what an older backup writes depends on what the newer
 * ones brought. Each layer is a stage, newest first; behind them come the tars that wait for everything else, and for the disk too.
 *
 * <p>No part is finished before those of the newer layers are. So whatever is finished stands on what is finished, and a newer part
 * that has to be done again may begin its files anew.
 */
final class Stages {

    private final FetchPlan plan;
    private final int layers;
    private final Countdown unwritten;
    private final Countdown unfinished;
    private final long[] entries;
    private final List<BitSet> seen = new ArrayList<>();

    /** How many parts of each stage are left, and the first stage that has any. */
    private static final class Countdown {

        private final long[] left;
        private int first;

        Countdown(long[] parts) {
            left = parts.clone();
            advance();
        }

        void done(int stage) {
            left[stage]--;
            advance();
        }

        private void advance() {
            while (first < left.length && left[first] == 0) {
                first++;
            }
        }

        boolean hasReached(int stage) {
            return first >= stage;
        }
    }

    Stages(FetchPlan plan, FetchLog log) {
        this.plan = plan;
        this.layers =
                1 + plan.parts().stream().mapToInt(FetchPlan.Part::layer).max().orElse(0);
        this.entries = new long[layers];
        for (int layer = 0; layer < layers; layer++) {
            seen.add(new BitSet());
        }
        long[] open = new long[layers + 2];
        for (FetchPlan.Part part : plan.parts()) {
            if (!log.isFinished(part)) {
                open[stage(part)]++;
            } else if (!part.last()) {
                entries[part.layer()] += log.brought(part).entries();
            }
        }
        unwritten = new Countdown(open);
        unfinished = new Countdown(open);
        for (int layer = 0; layer < layers; layer++) {
            if (open[layer] == 0) {
                check(layer);
            }
        }
    }

    private int stage(FetchPlan.Part part) {
        if (!part.last()) {
            return part.layer();
        }
        return part.isPgControl() ? layers + 1 : layers;
    }

    /** Until the part may be unpacked. */
    synchronized void awaitTurn(FetchPlan.Part part) throws InterruptedException {
        while (!(part.last() ? unfinished : unwritten).hasReached(stage(part))) {
            wait();
        }
    }

    /**
     * All that the part brings is in its files, and known to whoever comes next.
     *
     * @throws FetchException.MissingEntries when its layer is through, and did not bring what it should
     */
    synchronized void written(FetchPlan.Part part, BitSet found) {
        int stage = stage(part);
        if (!part.last()) {
            seen.get(stage).or(found);
        }
        unwritten.done(stage);
        if (!part.last() && unwritten.left[stage] == 0) {
            check(stage);
        }
        notifyAll();
    }

    /** Until the part may be called finished. */
    synchronized void awaitNewer(FetchPlan.Part part) throws InterruptedException {
        while (!unfinished.hasReached(stage(part))) {
            wait();
        }
    }

    synchronized void finished(FetchPlan.Part part) {
        unfinished.done(stage(part));
        notifyAll();
    }

    private void check(int layer) {
        BitSet found = seen.get(layer);
        long missing = plan.selection().expected(layer) - entries[layer] - found.cardinality();
        if (missing > 0) {
            List<String> some = plan.selection().unseen(layer, found, (int) Math.min(10, missing), entries[layer] > 0);
            throw new FetchException.MissingEntries(
                    plan.chain().members().reversed().get(layer).name().text(), missing, some);
        }
    }
}
