package dev.walkback.engine.verify;

import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.Severity;
import dev.walkback.engine.recovery.RecoveryWindow;
import dev.walkback.engine.recovery.Span;
import java.util.List;

/**
 * A finding with its price. The backups it costs stand in the finding itself.
 *
 * @param windows that end, or begin later, because of it
 * @param lost spans whose WAL is there and that could be reached were it not for this; may be empty although a window is
 *     shortened, since what lies in a gap cannot be promised to anybody
 */
public record Weighed(Finding finding, List<RecoveryWindow> windows, List<Span> lost) {

    public Weighed {
        windows = List.copyOf(windows);
        lost = List.copyOf(lost);
    }

    static Weighed free(Finding finding) {
        return new Weighed(finding, List.of(), List.of());
    }

    public Severity severity() {
        return finding.severity();
    }

    /** Whether anything is lost or shortened by it now. */
    public boolean costsSomething() {
        return !finding.costs().isEmpty() || !windows.isEmpty() || !lost.isEmpty();
    }
}
