package dev.walkback.shell.command.restore;

import dev.walkback.shell.Exit;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.server.RehearsalFile;
import dev.walkback.shell.report.server.RehearsalList;
import dev.walkback.shell.report.server.RehearsalReport;
import dev.walkback.shell.report.server.RehearsalResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** {@code rehearse list} and {@code rehearse show}, and where rehearsals are kept. */
public final class RehearsalHistory {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RehearsalHistory() {}

    /** A name that none has yet. */
    static String name(Instant begun, Session session) {
        String name = NAME.format(begun);
        String free = name;
        for (int i = 2; Files.exists(file(free, session)); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    static Path file(String run, Session session) {
        return folder(session).resolve(run + ".json");
    }

    private static Path folder(Session session) {
        return session.state().resolve("rehearsals");
    }

    public static Exit list(Session session) {
        session.reporter().show(new RehearsalList(all(session)));
        return Exit.DONE;
    }

    public static Exit show(Invocation invocation, Session session) {
        String named = invocation.argument(0);
        RehearsalResult found = all(session).stream()
                .filter(result -> named.isEmpty() || result.run().equals(named))
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        ErrorCode.REHEARSAL_UNKNOWN,
                        named.isEmpty()
                                ? "nothing was rehearsed here yet"
                                : "there is no rehearsal " + ShellWord.quoted(named),
                        "rehearsals of this user on this machine are in " + folder(session),
                        List.of(Suggestion.command("rehearse list", "those there are"))));
        session.reporter().show(new RehearsalReport(found));
        return found.verdict() == RehearsalResult.Verdict.PASSED ? Exit.DONE : Exit.FINDINGS;
    }

    private static List<RehearsalResult> all(Session session) {
        List<RehearsalResult> results = new ArrayList<>();
        if (!Files.isDirectory(folder(session))) {
            return results;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(session), "*.json")) {
            for (Path file : files) {
                try {
                    results.add(RehearsalFile.read(file));
                } catch (IOException e) {
                    session.reporter().note(String.valueOf(e.getMessage()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        results.sort(Comparator.comparing(RehearsalResult::begun).reversed());
        return results;
    }
}
