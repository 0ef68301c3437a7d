package dev.walkback.engine.recovery;

import dev.walkback.engine.backup.Chain.Break;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;

/** What a broken chain is called among findings. */
final class ChainBreaks {

    private ChainBreaks() {}

    static Finding finding(Break found) {
        String delta = found.delta().text();
        return switch (found) {
            case Break.ParentMissing missing ->
                Finding.of(FindingCode.PARENT_MISSING, delta).with("parent", missing.parent());
            case Break.Foreign foreign -> foreign(foreign);
            case Break.Untold untold ->
                Finding.of(FindingCode.SENTINEL_INCOMPLETE, delta).with("lacks", untold.what());
            case Break.Cycle cycle -> broken(delta, "cycle");
            case Break.OtherSystem other -> broken(delta, "other-system").with("parent", other.parent());
            case Break.ParentFinishesLater later ->
                broken(delta, "parent-finishes-later")
                        .with("parent", later.parent())
                        .with("parent-finish", later.parentFinish())
                        .with("start", later.start());
            case Break.OtherSince since ->
                broken(delta, "other-since")
                        .with("parent", since.parent())
                        .with("since", since.since())
                        .with("parent-start", since.parentStart());
            case Break.OtherCount count ->
                broken(delta, "other-count").with("said", count.said()).with("found", count.found());
        };
    }

    private static Finding foreign(Break.Foreign foreign) {
        Finding finding = Finding.of(FindingCode.PARENT_FOREIGN, foreign.delta().text())
                .with("parent", foreign.parent())
                .with("parent-timeline", foreign.parentTimeline());
        return foreign.left() == null ? finding : finding.with("left-at", foreign.left());
    }

    private static Finding broken(String delta, String why) {
        return Finding.of(FindingCode.CHAIN_BROKEN, delta).with("why", why);
    }
}
