package dev.walkback.shell.command;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.walfetch.PrefetchLimits;
import dev.walkback.engine.walfetch.Prefetcher;
import dev.walkback.engine.walfetch.Spool;
import dev.walkback.shell.Exit;
import dev.walkback.shell.FetchExit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Wording;
import dev.walkback.shell.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code wal prefetch}. */
final class WalPrefetch {

    private WalPrefetch() {}

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        String name = invocation.value("--storage").orElse("");
        Settings settings = session.storages().settings(name);
        Path directory = Path.of("").toAbsolutePath();
        Spool spool = new Spool(directory.resolve(invocation.argument(0)).normalize());
        Path data = invocation.value("--data").map(directory::resolve).orElse(null);
        ContentSource source = WalFetch.source(invocation, session);
        Prefetcher prefetcher = new Prefetcher(
                spool, source, data, limits(settings), WalPrefetch::exitCode, sentence -> log(session, sentence));
        log(
                session,
                "fetches ahead into " + spool.folder() + " from "
                        + source.storage().location());
        try {
            Prefetcher.Ending ending = prefetcher.run();
            log(session, "ended: " + ending.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Exit.DONE;
    }

    private static void log(Session session, String sentence) {
        session.reporter().say(session.console().clock().instant() + " " + sentence);
    }

    private static PrefetchLimits limits(Settings settings) {
        return new PrefetchLimits(
                atLeastOne(settings, "WALG_DOWNLOAD_CONCURRENCY"),
                atLeastOne(settings, "WALKBACK_PREFETCH_AHEAD"),
                settings.number("WALKBACK_PREFETCH_SPACE").orElseThrow(),
                settings.duration("WALKBACK_PREFETCH_IDLE").orElseThrow());
    }

    private static int atLeastOne(Settings settings, String name) {
        long number = settings.number(name).orElseThrow();
        if (number < 1 || number > Short.MAX_VALUE) {
            throw new UsageError(ErrorCode.BAD_SETTING, name + " cannot be " + number, "it is at least 1", List.of());
        }
        return (int) number;
    }

    /** As if the script had run {@code wal fetch}. */
    private static int exitCode(Throwable failure) {
        int natural = new Wording("")
                .of(failure)
                .map(problem -> problem.code().exit().code())
                .orElse(Exit.BUG.code());
        return FetchExit.of(natural, false);
    }
}
