package dev.walkback.shell.script;

import dev.walkback.shell.Exit;
import java.util.List;

/**
 * Which of two ends is worse. What was learnt about the archive is less bad than what could not be done, that less than what could
 * not even be looked at, and worst is where walkback itself failed or was stopped. Help says it in these words too.
 */
final class Worst {

    private static final List<Exit> ORDER = List.of(
            Exit.DONE,
            Exit.FINDINGS,
            Exit.NOT_FOUND,
            Exit.UNREACHABLE_MOMENT,
            Exit.DAMAGED,
            Exit.CHANGED,
            Exit.REFUSED,
            Exit.KEY,
            Exit.NO_STORAGE,
            Exit.NO_ACCESS,
            Exit.ABSENT,
            Exit.FAILED,
            Exit.USAGE,
            Exit.BUG,
            Exit.READER_LEFT,
            Exit.INTERRUPTED,
            Exit.TERMINATED);

    private Worst() {}

    static Exit of(Exit one, Exit other) {
        return ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other;
    }
}
