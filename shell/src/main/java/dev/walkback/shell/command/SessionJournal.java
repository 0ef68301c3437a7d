package dev.walkback.shell.command;

import dev.walkback.engine.plan.JournalReader;
import dev.walkback.engine.plan.JournaledRun;
import dev.walkback.shell.Exit;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.JournalList;
import dev.walkback.shell.report.JournalPage;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code session journal}: what was done from this account, as the journals tell it. */
final class SessionJournal {

    private static final String SUFFIX = ".jsonl";
    private static final int SHOWN = 20;

    private SessionJournal() {}

    static Exit run(Invocation invocation, Session session) {
        Path folder = session.state().resolve("journal");
        String wanted = invocation.argument(0);
        if (wanted.isEmpty()) {
            List<Path> files = files(folder);
            List<Path> shown =
                    invocation.has("--all") ? files : files.subList(Math.max(0, files.size() - SHOWN), files.size());
            session.reporter()
                    .show(new JournalList(
                            folder.toString(),
                            shown.stream().map(SessionJournal::run).toList(),
                            files.size()));
        } else {
            session.reporter().show(new JournalPage(wanted, one(folder, wanted)));
        }
        return Exit.DONE;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFileName())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        String whole = String.valueOf(file.getFileName());
        return whole.substring(0, whole.length() - SUFFIX.length());
    }

    /** A journal that cannot be read is listed as such: one damaged file must not hide the others. */
    private static JournalList.Run run(Path file) {
        try {
            return JournalList.Run.of(name(file), JournalReader.read(file));
        } catch (IOException damaged) {
            return JournalList.Run.unreadable(name(file), String.valueOf(damaged.getMessage()));
        }
    }

    private static JournaledRun one(Path folder, String wanted) {
        Path file = files(folder).stream()
                .filter(it -> name(it).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        ErrorCode.JOURNAL_UNKNOWN,
                        "there is no journal " + ShellWord.quoted(wanted),
                        "the journals are in " + folder,
                        List.of(Suggestion.command("session journal", "what there is"))));
        try {
            return JournalReader.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
