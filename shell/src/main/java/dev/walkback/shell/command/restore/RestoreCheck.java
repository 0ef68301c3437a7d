package dev.walkback.shell.command.restore;

import dev.walkback.engine.server.DataDirectory;
import dev.walkback.shell.Exit;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Waiting;
import dev.walkback.shell.report.server.CheckedReport;
import dev.walkback.shell.report.server.ServerSeen;
import dev.walkback.shell.server.Check;
import dev.walkback.shell.server.CheckFile;
import dev.walkback.shell.server.Checking;
import dev.walkback.shell.server.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code restore check}: is it the right moment, and is it whole? */
public final class RestoreCheck {

    private RestoreCheck() {}

    public static Exit run(Invocation invocation, Session session) throws InterruptedException {
        CheckFile questions = questions(invocation.value("--sql"));
        WatchedDirectory place = WatchedDirectory.of(invocation, session);
        DataDirectory directory = place.look();
        ServerAsked asked = ServerAsked.of(
                directory.postmaster(),
                directory.path(),
                invocation.value("--as").orElse(""),
                session.console());
        Database.Address address = asked.address();
        if (asked.recovery() == null || address == null) {
            throw new Refusal(
                    ErrorCode.SERVER_SILENT,
                    "no server answers on " + place.typed(),
                    directory.isLive() ? asked.why() : "none runs",
                    Suggestion.command("restore status " + place.typed(), "where it is"));
        }
        ServerSeen seen = RestoreStatus.look(invocation, session).look();
        List<Check> checks = checked(
                address,
                new Checking.Wanted(
                        invocation.values("--database"),
                        !invocation.has("--quick"),
                        invocation.has("--rows"),
                        false,
                        questions),
                session);
        CheckedReport report = new CheckedReport(seen, checks);
        session.reporter().show(report);
        return report.isSound() ? Exit.DONE : Exit.FINDINGS;
    }

    static List<Check> checked(Database.Address address, Checking.Wanted wanted, Session session)
            throws InterruptedException {
        try (Waiting waiting = new Waiting(session.console(), session.reporter().style())) {
            return new Checking(address, wanted, session.console().clock(), waiting::told).run();
        } catch (Database.Failed e) {
            throw new Refusal(
                    ErrorCode.SERVER_SILENT, "the server did not answer", String.valueOf(e.getMessage()), List.of());
        }
    }

    /** Understood before anything is asked. */
    static @Nullable CheckFile questions(Optional<String> file) {
        if (file.isEmpty()) {
            return null;
        }
        try {
            return CheckFile.parse(Files.readAllLines(Path.of(file.get()), StandardCharsets.UTF_8));
        } catch (CheckFile.Unclear e) {
            throw new UsageError(
                    ErrorCode.BAD_VALUE,
                    ShellWord.quoted(file.get()) + ", line " + e.line() + ", is not understood",
                    String.valueOf(e.getMessage()),
                    List.of(Suggestion.command("help restore check", "how such a file is written")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
