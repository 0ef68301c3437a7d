package dev.walkback.engine.restore.fetch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Lets the parts of a stage begin when all of the stages before are finished: what an older backup writes depends on what the newer
 * ones brought. Each layer is a stage, newest first; behind them come the tars that wait for everything else.
 */
final class Stages {

    private final FetchPlan plan;
    private final int layers;
    private final long[] open;
    private final long[] entries;
    private final List<BitSet> seen = new ArrayList<>();
    private int stage;

    Stages(FetchPlan plan, FetchLog log) {
        this.plan = plan;
        this.layers =
                1 + plan.parts().stream().mapToInt(FetchPlan.Part::layer).max().orElse(0);
        this.open = new long[layers + 2];
        this.entries = new long[layers];
        for (int layer = 0; layer < layers; layer++) {
            seen.add(new BitSet());
        }
        for (FetchPlan.Part part : plan.parts()) {
            if (!log.isFinished(part)) {
                open[stage(part)]++;
            } else if (!part.last()) {
                entries[part.layer()] += log.brought(part).entries();
            }
        }
        pass();
    }

    private int stage(FetchPlan.Part part) {
        if (!part.last()) {
            return part.layer();
        }
        return part.isPgControl() ? layers + 1 : layers;
    }

    synchronized void await(FetchPlan.Part part) throws InterruptedException {
        while (stage(part) > stage) {
            wait();
        }
    }

    /** @throws FetchException.MissingEntries when its layer is through, and did not bring what it should */
    synchronized void finish(FetchPlan.Part part, BitSet found) {
        if (!part.last()) {
            seen.get(part.layer()).or(found);
        }
        open[stage(part)]--;
        pass();
        notifyAll();
    }

    private void pass() {
        while (stage < open.length && open[stage] == 0) {
            if (stage < layers) {
                check(stage);
            }
            stage++;
        }
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
