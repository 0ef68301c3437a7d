package dev.walkback.shell.command;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.restore.fetch.FetchEvent;
import dev.walkback.engine.restore.fetch.Manner;
import dev.walkback.engine.restore.partial.Wanted;
import dev.walkback.engine.restore.unpack.BackupUnpack;
import dev.walkback.engine.restore.unpack.UnpackRequest;
import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.command.restore.FetchProgress;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.archive.FindingWording;
import dev.walkback.shell.report.archive.View;
import dev.walkback.shell.report.restore.BackupFetched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code backup fetch}. */
final class BackupFetch {

    private static final String HELP = "help backup fetch";

    private BackupFetch() {}

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        List<Wanted> wanted = wanted(invocation);
        Destination destination = destination(invocation);
        View view = Views.of(invocation, session);
        BackupName name = new BackupChoice(view).of(invocation.argument(1)).name();
        UnpackRequest request = new UnpackRequest(
                name, destination, wanted, any -> true, Manner.OURS, invocation.has("--without-wal"), false);
        try (ReadProgress progress = new ReadProgress(session, "fetch " + view.brief(name))) {
            FetchProgress told = new FetchProgress(progress, session.reporter());
            ContentSource source = Contents.source(invocation, session, told::read);
            BackupUnpack unpack = BackupUnpack.prepare(request, source, view.cluster());
            unpack.warnings().forEach(finding -> session.reporter().note(FindingWording.of(finding)));
            Clock clock = session.console().clock();
            Instant began = clock.instant();
            FetchEvent.Brought brought = unpack.run(clock, told);
            session.reporter()
                    .show(new BackupFetched(
                            view, unpack.plan(), brought, Duration.between(began, clock.instant()), unpack.goesOn()));
            return Exit.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Destination destination(Invocation invocation) {
        return new Destination(
                path(invocation.argument(0)),
                places(invocation),
                invocation.value("--wal-directory").map(BackupFetch::path).orElse(null),
                invocation.value("--user").orElse(null),
                false);
    }

    private static Path path(String typed) {
        return Path.of(typed).toAbsolutePath().normalize();
    }

    private static TablespacePlaces places(Invocation invocation) {
        List<String> moved = invocation.values("--tablespace");
        if (invocation.has("--tablespaces-under")) {
            if (!moved.isEmpty()) {
                throw new UsageError(
                        ErrorCode.CONFLICTING_OPTIONS,
                        "--tablespace and --tablespaces-under exclude each other",
                        "each tablespace has one place",
                        Suggestion.command(HELP, "how it is written"));
            }
            return new TablespacePlaces.Under(
                    path(invocation.value("--tablespaces-under").orElseThrow()));
        }
        if (moved.isEmpty()) {
            return new TablespacePlaces.Kept();
        }
        Map<String, Path> places = new TreeMap<>();
        for (String each : moved) {
            int equals = each.lastIndexOf('=');
            if (equals < 1 || equals == each.length() - 1) {
                throw bad(
                        "--tablespace " + ShellWord.quoted(each), "it is written OLD=NEW: where it was, or its number");
            }
            places.put(each.substring(0, equals), path(each.substring(equals + 1)));
        }
        return new TablespacePlaces.Moved(places);
    }

    private static List<Wanted> wanted(Invocation invocation) {
        List<Wanted> wanted = new ArrayList<>();
        for (String each : invocation.values("--only-database")) {
            try {
                wanted.add(Wanted.parse(each));
            } catch (Wanted.NoFormException none) {
                throw bad(
                        "--only-database " + ShellWord.quoted(each),
                        "it is written DATABASE, DATABASE/TABLE or DATABASE/SCHEMA.TABLE");
            }
        }
        return wanted;
    }

    private static UsageError bad(String what, String why) {
        return new UsageError(
                ErrorCode.BAD_VALUE, what + " makes no sense", why, Suggestion.command(HELP, "how it is written"));
    }
}
