package dev.walkback.shell.command;

import dev.walkback.engine.walrestore.LocalLine;
import dev.walkback.engine.walrestore.MissingWal;
import dev.walkback.engine.walrestore.UnrelatedLinesException;
import dev.walkback.engine.walrestore.WalRestore.Result;
import dev.walkback.shell.Exit;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.WalRestored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** {@code wal restore}. */
final class WalRestore {

    private WalRestore() {}

    static Exit run(Invocation invocation, Session session) {
        MissingWal missing = missing(line(invocation.argument(0)), line(invocation.argument(1)));
        List<Result> results = missing.segments().isEmpty()
                ? List.of()
                : new dev.walkback.engine.walrestore.WalRestore(missing, WalFetch.source(invocation, session))
                        .run(result ->
                                session.reporter().verbose(result.segment().name()));
        WalRestored report = new WalRestored(missing, results);
        session.reporter().show(report);
        return report.isWhole() ? Exit.DONE : Exit.FINDINGS;
    }

    private static LocalLine line(String directory) {
        try {
            return LocalLine.of(Path.of(directory).toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MissingWal missing(LocalLine target, LocalLine source) {
        try {
            return MissingWal.of(target, source);
        } catch (UnrelatedLinesException e) {
            throw new Refusal(
                    ErrorCode.REWIND_REFUSED,
                    switch (e.kind()) {
                        case OTHER_CLUSTER -> "the two directories are of different clusters";
                        case SAME_TIMELINE -> "the two directories are on one timeline";
                        case NO_COMMON_PAST -> "the two directories have no past in common";
                    },
                    target.data() + ": system " + target.control().systemIdentifier() + ", timeline "
                            + target.timeline() + "\n" + source.data() + ": system "
                            + source.control().systemIdentifier() + ", timeline " + source.timeline(),
                    Suggestion.command("help wal restore", "which directory comes first"));
        }
    }
}
