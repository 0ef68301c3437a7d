package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.command.restore.PlanCommands;
import dev.walkback.shell.command.restore.RehearsalHistory;
import dev.walkback.shell.command.restore.Rehearse;
import dev.walkback.shell.command.restore.RestoreAbandon;
import dev.walkback.shell.command.restore.RestoreCheck;
import dev.walkback.shell.command.restore.RestoreForward;
import dev.walkback.shell.command.restore.RestoreFromArchiveDir;
import dev.walkback.shell.command.restore.RestoreFromBaseBackup;
import dev.walkback.shell.command.restore.RestoreFromFiles;
import dev.walkback.shell.command.restore.RestoreGuide;
import dev.walkback.shell.command.restore.RestorePlanned;
import dev.walkback.shell.command.restore.RestorePromote;
import dev.walkback.shell.command.restore.RestoreSettings;
import dev.walkback.shell.command.restore.RestoreStart;
import dev.walkback.shell.command.restore.RestoreStatus;
import dev.walkback.shell.command.restore.RestoreWalk;
import dev.walkback.shell.command.setup.ArchiverStatus;
import dev.walkback.shell.command.setup.SetupCheck;
import dev.walkback.shell.command.setup.SetupPrint;
import dev.walkback.shell.line.Invocation;

/** Which class does which command. */
public final class Commands {

    private Commands() {}

    public static Exit run(Invocation invocation, Session session) throws InterruptedException {
        return switch (invocation.command().name()) {
            case "storage add" -> StorageAdd.run(invocation, session);
            case "storage list" -> StorageNames.run(session);
            case "storage check" -> StorageCheck.run(invocation, session);
            case "storage ls" -> StorageLs.run(invocation, session);
            case "storage stat" -> StorageStat.run(invocation, session);
            case "storage cat" -> StorageCat.run(invocation, session);
            case "storage put" -> StoragePut.run(invocation, session);
            case "storage rm" -> StorageRm.run(invocation, session);
            case "storage copy" -> StorageCopy.run(invocation, session);
            case "storage open" -> StorageOpen.run(invocation, session);
            case "cluster list" -> ClusterCommands.list(invocation, session);
            case "cluster use" -> ClusterCommands.use(invocation, session);
            case "archive show" -> ArchiveShow.run(invocation, session);
            case "backup list" -> BackupCommands.list(invocation, session);
            case "backup show" -> BackupCommands.show(invocation, session);
            case "backup compare" -> BackupCompare.run(invocation, session);
            case "backup verify" -> BackupVerify.run(invocation, session);
            case "backup fetch" -> BackupFetch.run(invocation, session);
            case "backup push" -> BackupPushing.run(invocation, session);
            case "backup plan" -> BackupPlanning.run(invocation, session);
            case "catchup push" -> CatchupCommands.push(invocation, session);
            case "catchup list" -> CatchupCommands.list(invocation, session);
            case "catchup fetch" -> CatchupCommands.fetch(invocation, session);
            case "catchup send" -> CatchupCommands.send(invocation, session);
            case "catchup receive" -> CatchupCommands.receive(invocation, session);
            case "backup mark" -> BackupMark.mark(invocation, session);
            case "backup unmark" -> BackupMark.unmark(invocation, session);
            case "backup copy" -> BackupCopy.backup(invocation, session);
            case "archive copy" -> BackupCopy.archive(invocation, session);
            case "timeline list" -> TimelineCommands.list(invocation, session);
            case "timeline show" -> TimelineCommands.show(invocation, session);
            case "window list" -> TimelineCommands.windows(invocation, session);
            case "wal show" -> WalCommands.show(invocation, session);
            case "wal list" -> WalCommands.list(invocation, session);
            case "wal push" -> WalPush.run(invocation, session);
            case "wal receive" -> WalReceive.run(invocation, session);
            case "wal upload" -> WalUpload.run(invocation, session);
            case "wal fetch" -> WalFetch.run(invocation, session);
            case "wal prefetch" -> WalPrefetch.run(invocation, session);
            case "wal restore" -> WalRestore.run(invocation, session);
            case "wal verify" -> WalVerify.run(invocation, session);
            case "plan list" -> PlanCommands.list(session);
            case "plan show" -> PlanCommands.show(invocation, session);
            case "plan discard" -> PlanCommands.discard(invocation, session);
            case "restore plan" -> RestorePlanned.run(invocation, session);
            case "restore settings" -> RestoreSettings.run(invocation, session);
            case "restore guide" -> RestoreGuide.run(invocation, session);
            case "archive refresh" -> ArchiveRefresh.run(invocation, session);
            case "restore from-basebackup" -> RestoreFromBaseBackup.run(invocation, session);
            case "restore from-files" -> RestoreFromFiles.run(invocation, session);
            case "restore from-archive-dir" -> RestoreFromArchiveDir.run(invocation, session);
            case "restore status" -> RestoreStatus.run(invocation, session);
            case "restore start" -> RestoreStart.run(invocation, session);
            case "restore check" -> RestoreCheck.run(invocation, session);
            case "restore promote" -> RestorePromote.run(invocation, session);
            case "restore forward" -> RestoreForward.run(invocation, session);
            case "rehearse" -> Rehearse.run(invocation, session);
            case "rehearse list" -> RehearsalHistory.list(session);
            case "rehearse show" -> RehearsalHistory.show(invocation, session);
            case "restore step" -> RestoreWalk.step(invocation, session);
            case "restore apply" -> RestoreWalk.apply(invocation, session);
            case "restore abandon" -> RestoreAbandon.run(invocation, session);
            case "setup check" -> SetupCheck.run(invocation, session, ServerChoice.of(invocation, session));
            case "setup print" -> SetupPrint.run(invocation, session);
            case "archiver status" -> ArchiverStatus.run(invocation, session, ServerChoice.of(invocation, session));
            case "session show" -> SessionShow.run(invocation, session);
            case "session arm" -> SessionArm.run(invocation, session);
            case "session disarm" -> SessionDisarm.run(session);
            case "session set" -> SessionSet.run(invocation, session);
            case "session journal" -> SessionJournal.run(invocation, session);
            case "run" -> RunFile.run(invocation, session);
            case "explain" -> Explain.run(invocation, session);
            case "completion" -> Completion.run(invocation, session);
            case "version" -> Version.run(session);
            case "exit" -> Leave.run(session);
            case "help" -> Help.run(invocation, session);
            default ->
                throw new IllegalStateException(
                        "nobody does " + invocation.command().name());
        };
    }
}
