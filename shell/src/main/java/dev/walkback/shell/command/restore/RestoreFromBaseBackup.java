package dev.walkback.shell.command.restore;

import dev.walkback.engine.basebackup.BaseBackup;
import dev.walkback.engine.basebackup.BaseBackupCheck;
import dev.walkback.engine.basebackup.BaseBackupPlan;
import dev.walkback.engine.basebackup.BaseBackupPlanner;
import dev.walkback.engine.basebackup.BaseBackupRun;
import dev.walkback.engine.basebackup.UnfitBackupException;
import dev.walkback.engine.restore.Remark;
import dev.walkback.shell.Exit;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.Progress;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.basebackup.BaseBackupChecked;
import dev.walkback.shell.report.basebackup.BaseBackupRestored;
import dev.walkback.shell.report.basebackup.BaseBackupWording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code restore from-basebackup}. */
public final class RestoreFromBaseBackup {

    /** What says nothing where nothing is written. */
    private static final Set<String> OF_A_RESTORE = Set.of(
            "--plan",
            "--replace",
            "--tablespace",
            "--tablespaces-under",
            "--wal-directory",
            "--user",
            "--wal-archive",
            "--restore-command",
            "--time",
            "--xid",
            "--lsn",
            "--name",
            "--immediate",
            "--exclusive",
            "--timeline",
            "--promote",
            "--port",
            "--own-combiner",
            "--without-manifest");

    private RestoreFromBaseBackup() {}

    public static Exit run(Invocation invocation, Session session) throws InterruptedException {
        try {
            return invocation.has("--into") ? restored(invocation, session) : checked(invocation, session);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Exit checked(Invocation invocation, Session session) throws IOException {
        String lonely = OF_A_RESTORE.stream().filter(invocation::has).sorted().collect(Collectors.joining(", "));
        if (!lonely.isEmpty()) {
            throw new UsageError(
                    ErrorCode.CONFLICTING_OPTIONS,
                    lonely + " says nothing without --into",
                    "without it the backup is only read",
                    Suggestion.command("help restore from-basebackup", "how it is written"));
        }
        List<BaseBackup> backups = new ArrayList<>();
        long bytes = 0;
        for (String folder : invocation.arguments()) {
            BaseBackup backup = BaseBackup.in(BaseBackupAsked.path("DIR", folder));
            backups.add(backup);
            bytes += backup.storedBytes();
        }
        List<BaseBackupCheck> checks = new ArrayList<>();
        try (Progress progress = session.progress("read", bytes == 0 ? Progress.UNKNOWN : bytes)) {
            for (BaseBackup backup : backups) {
                checks.add(BaseBackupCheck.read(backup, progress));
            }
        }
        BaseBackupChecked report = new BaseBackupChecked(checks);
        session.reporter().show(report);
        return report.hasProblems() ? Exit.FINDINGS : Exit.DONE;
    }

    private static Exit restored(Invocation invocation, Session session) throws IOException, InterruptedException {
        BaseBackupPlan plan = BaseBackupPlanner.plan(new BaseBackupAsked(invocation, session).request());
        List<Remark> refusals = plan.refusals();
        if (!refusals.isEmpty()) {
            Problem problem = BaseBackupWording.of(refusals);
            throw new Refusal(problem.code(), problem.what(), problem.why(), problem.tries());
        }
        if (invocation.has("--plan")) {
            session.reporter().show(new BaseBackupRestored(plan, null));
            return Exit.DONE;
        }
        BaseBackupRun.Done done;
        try (Progress progress = session.progress("restore into " + plan.data(), stored(plan))) {
            done = new BaseBackupRun(
                            plan,
                            session.console().clock(),
                            progress,
                            step -> session.reporter().verbose(step.sentence()))
                    .run();
        } catch (UnfitBackupException unfit) {
            session.reporter().note(plan.data() + " has no pg_control, and cannot be started");
            throw unfit;
        }
        session.reporter().show(new BaseBackupRestored(plan, done));
        noteOwner(plan.data(), session);
        return Exit.DONE;
    }

    /** PostgreSQL does not run as root. */
    static void noteOwner(Path data, Session session) throws IOException {
        if (Files.getOwner(data).getName().equals("root")) {
            String quoted = ShellWord.quoted(data.toString());
            session.reporter()
                    .note(data + " belongs to root, who cannot run PostgreSQL: restore with --user postgres, or type"
                            + " chown -R postgres: " + quoted);
        }
    }

    private static long stored(BaseBackupPlan plan) throws IOException {
        long bytes = 0;
        for (var each : plan.chain()) {
            bytes += each.backup().storedBytes();
        }
        return bytes == 0 ? Progress.UNKNOWN : bytes;
    }

    static Path folder(Invocation invocation) {
        return BaseBackupAsked.path("DIR", invocation.argument(0));
    }
}
