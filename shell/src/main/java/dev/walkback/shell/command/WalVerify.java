package dev.walkback.shell.command;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.verify.ArchiveFindings;
import dev.walkback.engine.verify.CurrentPosition;
import dev.walkback.engine.verify.ProvenArchive;
import dev.walkback.engine.verify.Verdict;
import dev.walkback.engine.verify.VerdictMemory;
import dev.walkback.engine.verify.WalContentCheck;
import dev.walkback.engine.verify.WalContentReport;
import dev.walkback.engine.verify.WalQuestion;
import dev.walkback.engine.verify.WalVerification;
import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Wording;
import dev.walkback.shell.report.archive.NagiosLine;
import dev.walkback.shell.report.archive.View;
import dev.walkback.shell.report.archive.WalVerified;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code wal verify}. */
final class WalVerify {

    private WalVerify() {}

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        checkAsked(invocation);
        return invocation.has("--nagios") ? nagios(invocation, session) : verify(invocation, session);
    }

    private static void checkAsked(Invocation invocation) {
        if (invocation.has("--nagios") && invocation.has("--deep")) {
            throw new UsageError(
                    ErrorCode.CONFLICTING_OPTIONS,
                    "--nagios and --deep exclude each other",
                    "monitoring asks often and wants an answer at once",
                    Suggestion.command("help wal verify", "with examples"));
        }
        if (invocation.has("--lsn") != invocation.has("--timeline")) {
            throw new UsageError(
                    ErrorCode.CONFLICTING_OPTIONS,
                    "--lsn and --timeline belong together",
                    "a position is on a timeline: SELECT pg_current_wal_lsn() and timeline_id of pg_control_checkpoint()",
                    Suggestion.command("help wal verify", "with examples"));
        }
    }

    private static Exit verify(Invocation invocation, Session session) throws InterruptedException {
        View listed = Views.of(invocation, session);
        @Nullable WalContentReport content = invocation.has("--deep") ? content(invocation, session, listed) : null;
        View view = content == null ? listed : proven(listed, content);
        List<String> checks = invocation.arguments();
        WalVerified report = new WalVerified(
                view,
                verification(invocation, view),
                checks.isEmpty() || checks.contains("integrity"),
                checks.isEmpty() || checks.contains("timeline"),
                content);
        return Views.shown(report, view.archive(), report.hasProblems(), session);
    }

    private static View proven(View listed, WalContentReport content) {
        ProvenArchive proven = ProvenArchive.of(listed.archive(), listed.cluster(), content);
        ArchiveFindings findings = ArchiveFindings.of(proven.archive());
        return new View(findings, findings.of(proven.cluster()).orElseThrow(), listed.again());
    }

    /** What was read is remembered even when somebody stops it: the next time goes on from there. */
    private static WalContentReport content(Invocation invocation, Session session, View view) {
        VerdictMemory memory = Contents.memory(view, session);
        try (ReadProgress progress = new ReadProgress(session, "verify WAL")) {
            return new WalContentCheck(Contents.source(invocation, session, progress), memory).check(view.cluster());
        } finally {
            Contents.keep(memory, session);
        }
    }

    private static WalVerification verification(Invocation invocation, View view) {
        return WalVerification.of(view.findings(), view.of(), question(invocation, view));
    }

    private static WalQuestion question(Invocation invocation, View view) {
        @Nullable
        CurrentPosition position = invocation
                .value("--lsn")
                .map(lsn -> new CurrentPosition(
                        SegmentWord.timeline(invocation.value("--timeline").orElse("")), SegmentWord.lsn(lsn), true))
                .orElse(null);
        @Nullable
        BackupName since = invocation
                .value("--backup")
                .map(name -> new BackupChoice(view).of(name).name())
                .orElse(null);
        return new WalQuestion(position, since, WalQuestion.USUAL_UPLOADS, 0);
    }

    /** That world knows four numbers, and wants one line whatever happens. */
    private static Exit nagios(Invocation invocation, Session session) throws InterruptedException {
        try {
            View view = Views.of(invocation, session);
            Verdict verdict = verification(invocation, view).verdict();
            session.reporter()
                    .show(NagiosLine.of(verdict, session.console().clock().instant()));
            return exit(verdict.level());
        } catch (RuntimeException failure) {
            Problem problem =
                    new Wording(Retyped.storage(invocation)).of(failure).orElseThrow(() -> failure);
            session.reporter().show(NagiosLine.unknown(problem.what()));
            return exit(Verdict.Level.UNKNOWN);
        }
    }

    private static Exit exit(Verdict.Level level) {
        return Arrays.stream(Exit.values())
                .filter(exit -> exit.code() == level.exitCode())
                .findFirst()
                .orElseThrow();
    }
}
