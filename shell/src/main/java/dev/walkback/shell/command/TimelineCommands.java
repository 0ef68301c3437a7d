package dev.walkback.shell.command;

import dev.walkback.engine.recovery.TimelineMap.Scale;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.shell.Exit;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.archive.TimelineList;
import dev.walkback.shell.report.archive.TimelineReport;
import dev.walkback.shell.report.archive.View;
import dev.walkback.shell.report.archive.WindowReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code timeline list}, {@code timeline show} and {@code window list}: where one can get back to. */
final class TimelineCommands {

    private TimelineCommands() {}

    static Exit list(Invocation invocation, Session session) throws InterruptedException {
        View view = Views.of(invocation, session);
        return Views.shown(new TimelineList(view), view.archive(), false, session);
    }

    static Exit show(Invocation invocation, Session session) throws InterruptedException {
        View view = Views.of(invocation, session);
        Scale scale = invocation.value("--scale").orElse("segments").equals("time") ? Scale.TIME : Scale.SEGMENTS;
        TimelineReport report = new TimelineReport(view, scale, known(invocation.argument(0), view));
        return Views.shown(report, view.archive(), false, session);
    }

    static Exit windows(Invocation invocation, Session session) throws InterruptedException {
        View view = Views.of(invocation, session);
        return Views.shown(new WindowReport(view), view.archive(), false, session);
    }

    /**
     * The timeline that {@code --timeline} names; null where it is not given.
     *
     * @throws NotFound when nothing in the archive names it
     */
    static @Nullable Timeline only(Invocation invocation, View view) {
        return known(invocation.value("--timeline").orElse(""), view);
    }

    private static @Nullable Timeline known(String typed, View view) {
        if (typed.isEmpty()) {
            return null;
        }
        Timeline timeline = SegmentWord.timeline(typed);
        if (view.windows().branches().of(timeline).isEmpty()) {
            throw new NotFound(
                    ErrorCode.TIMELINE_UNKNOWN,
                    "there is no timeline " + timeline,
                    "no WAL, no history and no backup in " + view.archive().location() + " names it",
                    List.of(Suggestion.command("timeline list" + view.again(), "those there are")));
        }
        return timeline;
    }
}
