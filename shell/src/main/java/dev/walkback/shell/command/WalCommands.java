package dev.walkback.shell.command;

import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.archive.View;
import dev.walkback.shell.report.archive.WalReport;
import dev.walkback.shell.report.archive.WalSegments;
import org.jspecify.annotations.Nullable;

/** {@code wal show} and {@code wal list}. */
final class WalCommands {

    private WalCommands() {}

    static Exit show(Invocation invocation, Session session) throws InterruptedException {
        View view = Views.of(invocation, session);
        WalReport report = new WalReport(view, TimelineCommands.only(invocation, view));
        return Views.shown(report, view.archive(), false, session);
    }

    static Exit list(Invocation invocation, Session session) throws InterruptedException {
        View view = Views.of(invocation, session);
        SegmentSize size = view.cluster().segmentSize();
        WalSegments report = new WalSegments(
                view,
                TimelineCommands.only(invocation, view),
                segment(invocation.argument(0), size),
                segment(invocation.argument(1), size));
        return Views.shown(report, view.archive(), false, session);
    }

    private static @Nullable Segment segment(String typed, SegmentSize size) {
        return typed.isEmpty() ? null : SegmentWord.segment(typed, size);
    }
}
