package dev.walkback.shell.report.archive;

import dev.walkback.engine.recovery.Bound;
import dev.walkback.engine.recovery.RecoveryWindow;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Text;
import java.util.List;

/** What all of it comes down to, in a line or two below a table. */
final class WindowSummary {

    private static final int MOST = 3;

    private WindowSummary() {}

    static void print(Page page, View view) {
        List<RecoveryWindow> windows = view.windows().windows();
        if (windows.isEmpty()) {
            page.line("  can: nothing, no backup can be restored");
            return;
        }
        windows.stream()
                .limit(MOST)
                .forEach(window -> page.wrapped(
                        "  can: ",
                        said(window.from()) + " to "
                                + (window.isGrowing()
                                        ? "latest"
                                        : said(window.to()) + ", " + EndingWords.of(window.endsBecause()))));
        if (windows.size() > MOST) {
            page.wrapped(
                    "  ",
                    "and " + (windows.size() - MOST) + " more windows: " + page.typed("window list" + view.again()));
        }
    }

    private static String said(Bound bound) {
        return bound.lsn() + (bound.about() == null ? "" : " (~" + Text.minute(bound.about()) + ")");
    }
}
