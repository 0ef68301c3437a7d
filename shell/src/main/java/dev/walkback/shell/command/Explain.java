package dev.walkback.shell.command;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.recovery.Branches;
import dev.walkback.engine.server.log.Evidence;
import dev.walkback.engine.server.log.EvidenceFinder;
import dev.walkback.engine.server.log.Told;
import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.line.Nearest;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.archive.CodeList;
import dev.walkback.shell.report.archive.CodePage;
import dev.walkback.shell.report.server.LogExplained;
import dev.walkback.storage.StorageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code explain}: what a code means, or a line of a server's log. */
final class Explain {

    private static final int LONGEST_LINE = 1 << 20;

    private Explain() {}

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        Optional<String> file = invocation.value("--file");
        if (file.isPresent() || invocation.arguments().equals(List.of("-"))) {
            return log(file, invocation, session);
        }
        String words = String.join(" ", invocation.arguments());
        if (words.isEmpty()) {
            session.reporter().show(CodeList.all());
            return Exit.DONE;
        }
        Optional<CodePage> code = CodePage.of(words);
        if (code.isPresent()) {
            session.reporter().show(code.get());
            return Exit.DONE;
        }
        return line(words, invocation, session);
    }

    private static Exit line(String words, Invocation invocation, Session session) throws InterruptedException {
        LogReading reading = new LogReading(new LogExplained.About("DIR", Retyped.storage(invocation)));
        words.lines().forEach(reading::add);
        LogExplained explained = reading.explained(evidence(reading, invocation, session));
        if (explained.lines().isEmpty()) {
            throw unknown(words);
        }
        session.reporter().show(explained);
        return Exit.DONE;
    }

    private static Exit log(Optional<String> file, Invocation invocation, Session session) throws InterruptedException {
        if (file.isPresent() && !invocation.arguments().isEmpty()) {
            throw new UsageError(
                    ErrorCode.CONFLICTING_OPTIONS,
                    "explain takes either a file or a text",
                    "--file names a log, and there are words besides",
                    List.of());
        }
        LogReading reading = new LogReading(new LogExplained.About("DIR", Retyped.storage(invocation)));
        try {
            if (file.isPresent()) {
                try (InputStream in = Files.newInputStream(Path.of(file.get()))) {
                    read(in, reading);
                }
            } else {
                read(session.console().in(), reading);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LogExplained explained = reading.explained(evidence(reading, invocation, session));
        session.reporter().show(explained);
        return explained.isSerious() ? Exit.FINDINGS : Exit.DONE;
    }

    private static void read(InputStream in, LogReading reading) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        StringBuilder line = new StringBuilder();
        for (int c = lines.read(); c >= 0; c = lines.read()) {
            if (c == '\n') {
                reading.add(line.toString());
                line.setLength(0);
            } else if (line.length() < LONGEST_LINE) {
                line.append((char) c);
            }
        }
        reading.add(line.toString());
    }

    /** What the archive says, where there is one at hand; that it cannot be asked is no reason to explain nothing. */
    private static Function<Told, List<Evidence>> evidence(LogReading reading, Invocation invocation, Session session)
            throws InterruptedException {
        if (!reading.asksForEvidence()) {
            return told -> List.of();
        }
        try {
            Cluster cluster = session.cluster(invocation);
            EvidenceFinder finder = new EvidenceFinder(cluster, Branches.of(cluster));
            return finder::of;
        } catch (RuntimeException e) {
            if (invocation.has("--storage")) {
                throw e;
            }
            String why = whyNot(e);
            if (!why.isEmpty()) {
                session.reporter().note("nothing was looked up in the archive: " + why);
            }
        }
        return told -> List.of();
    }

    /** Empty where no storage was named: then none was expected to answer. */
    private static String whyNot(RuntimeException e) {
        return switch (e) {
            case Problem.Known known ->
                known.problem().code() == ErrorCode.STORAGE_NOT_GIVEN
                        ? ""
                        : known.problem().what();
            case StorageException storage -> String.valueOf(storage.getMessage());
            default -> throw e;
        };
    }

    private static UsageError unknown(String words) {
        List<Suggestion> tries = new ArrayList<>();
        if (!words.contains(" ")) {
            Nearest.to(words, CodeList.all().names())
                    .ifPresent(nearest -> tries.add(Suggestion.command("explain " + nearest, "the nearest")));
            tries.add(Suggestion.command("explain", "all codes"));
            return new UsageError(ErrorCode.UNKNOWN_TOPIC, "there is no code " + ShellWord.quoted(words), "", tries);
        }
        return new UsageError(
                ErrorCode.UNKNOWN_TOPIC,
                "this is no message of a recovery that walkback knows",
                "messages are known in English, as PostgreSQL 13 to 18 word them; a server that speaks otherwise has lc_messages set",
                List.of(Suggestion.command("explain", "all codes, those of messages last")));
    }
}
