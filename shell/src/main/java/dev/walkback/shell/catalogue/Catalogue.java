package dev.walkback.shell.catalogue;

import java.util.List;
import java.util.Set;

/**
 * All commands. An entry is made when it is asked for: a process runs one command and should not pay for describing the others.
 */
public final class Catalogue {

    /** In the order of help. */
    public static final List<String> NAMES = List.of(
            "storage add",
            "storage list",
            "storage open",
            "storage check",
            "storage ls",
            "storage stat",
            "storage cat",
            "storage put",
            "storage copy",
            "storage rm",
            "cluster list",
            "cluster use",
            "archive show",
            "archive refresh",
            "archive copy",
            "backup list",
            "backup show",
            "backup compare",
            "backup verify",
            "backup fetch",
            "backup plan",
            "backup push",
            "backup mark",
            "backup unmark",
            "backup copy",
            "catchup push",
            "catchup list",
            "catchup fetch",
            "catchup send",
            "catchup receive",
            "timeline list",
            "timeline show",
            "window list",
            "wal show",
            "wal list",
            "wal verify",
            "wal push",
            "wal receive",
            "wal upload",
            "wal fetch",
            "wal prefetch",
            "wal restore",
            "restore plan",
            "restore step",
            "restore apply",
            "restore abandon",
            "restore status",
            "restore start",
            "restore check",
            "restore promote",
            "restore forward",
            "restore settings",
            "restore guide",
            "restore from-basebackup",
            "restore from-files",
            "restore from-archive-dir",
            "rehearse",
            "rehearse list",
            "rehearse show",
            "setup check",
            "setup print",
            "archiver status",
            "plan list",
            "plan show",
            "plan discard",
            "session show",
            "session arm",
            "session disarm",
            "session set",
            "session journal",
            "run",
            "explain",
            "completion",
            "version",
            "help",
            "exit");

    private static final Set<String> FOR_THE_PROMPT = Set.of("session arm", "session disarm", "session set", "exit");

    private Catalogue() {}

    /** @throws IllegalArgumentException when there is no command of that name; ask {@link #has} first */
    public static Command command(String name) {
        return switch (name) {
            case "storage add" -> StorageNameCommands.add();
            case "storage list" -> StorageNameCommands.list();
            case "storage check" -> StorageCommands.check();
            case "storage ls" -> StorageCommands.ls();
            case "storage stat" -> StorageCommands.stat();
            case "storage cat" -> StorageCommands.cat();
            case "storage put" -> StorageCommands.put();
            case "storage copy" -> StorageCommands.copy();
            case "storage rm" -> StorageCommands.rm();
            case "storage open" -> StorageNameCommands.open();
            case "cluster list" -> ArchiveCommands.clusters();
            case "cluster use" -> ArchiveCommands.use();
            case "archive show" -> ArchiveCommands.show();
            case "backup list" -> BackupCommands.list();
            case "backup show" -> BackupCommands.show();
            case "backup compare" -> BackupCommands.compare();
            case "backup verify" -> BackupCommands.verify();
            case "backup fetch" -> BackupCommands.fetch();
            case "backup push" -> PushCommands.push();
            case "backup plan" -> PushCommands.plan();
            case "backup mark" -> MarkCommands.mark();
            case "backup unmark" -> MarkCommands.unmark();
            case "backup copy" -> CopyCommands.backup();
            case "archive copy" -> CopyCommands.archive();
            case "catchup push" -> CatchupCommands.push();
            case "catchup list" -> CatchupCommands.list();
            case "catchup fetch" -> CatchupCommands.fetch();
            case "catchup send" -> CatchupCommands.send();
            case "catchup receive" -> CatchupCommands.receive();
            case "timeline list" -> WalCommands.timelines();
            case "timeline show" -> WalCommands.map();
            case "window list" -> WalCommands.windows();
            case "wal show" -> WalCommands.show();
            case "wal list" -> WalCommands.list();
            case "wal verify" -> WalCommands.verify();
            case "wal push" -> WalPushCommands.push();
            case "wal receive" -> WalReceiveCommands.receive();
            case "wal upload" -> WalPushCommands.upload();
            case "wal fetch" -> WalFetchCommands.fetch();
            case "wal prefetch" -> WalFetchCommands.prefetch();
            case "wal restore" -> WalRestoreCommands.restore();
            case "plan list" -> PlanCommands.list();
            case "plan show" -> PlanCommands.show();
            case "plan discard" -> PlanCommands.discard();
            case "restore plan" -> RestoreCommands.plan();
            case "restore settings" -> RestoreSettingsCommands.settings();
            case "restore guide" -> RestoreSettingsCommands.guide();
            case "archive refresh" -> SessionCommands.refresh();
            case "restore from-basebackup" -> BaseBackupCommands.fromBaseBackup();
            case "restore from-files" -> BaseBackupCommands.fromFiles();
            case "restore from-archive-dir" -> BaseBackupCommands.fromArchiveDir();
            case "restore status" -> WatchCommands.status();
            case "restore start" -> WatchCommands.start();
            case "restore check" -> WatchCommands.check();
            case "restore promote" -> WatchCommands.promote();
            case "restore forward" -> WatchCommands.forward();
            case "rehearse" -> WatchCommands.rehearse();
            case "rehearse list" -> WatchCommands.rehearsals();
            case "rehearse show" -> WatchCommands.rehearsal();
            case "restore step" -> RestoreWalkCommands.step();
            case "restore apply" -> RestoreWalkCommands.apply(RestoreOptions.all());
            case "restore abandon" -> RestoreWalkCommands.abandon();
            case "setup check" -> SetupCommands.check();
            case "setup print" -> SetupCommands.print();
            case "archiver status" -> SetupCommands.archiver();
            case "session show" -> SessionCommands.show();
            case "session arm" -> SessionCommands.arm();
            case "session disarm" -> SessionCommands.disarm();
            case "session set" -> SessionCommands.set();
            case "session journal" -> SessionCommands.journal();
            case "run" -> GeneralCommands.run();
            case "explain" -> GeneralCommands.explain();
            case "completion" -> GeneralCommands.completion();
            case "version" -> GeneralCommands.version();
            case "help" -> GeneralCommands.help();
            case "exit" -> GeneralCommands.exit();
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }

    /** Whether it is of no use on a command line and in a command file. */
    public static boolean isForThePrompt(String name) {
        return FOR_THE_PROMPT.contains(name);
    }

    public static boolean has(String name) {
        return NAMES.contains(name);
    }

    /** Whether some commands begin with this word and go on: {@code storage}. */
    public static boolean isGroup(String word) {
        return NAMES.stream().anyMatch(name -> name.startsWith(word + " "));
    }

    public static List<Command> group(String word) {
        return NAMES.stream()
                .filter(name -> name.startsWith(word + " "))
                .map(Catalogue::command)
                .toList();
    }

    public static List<Command> all() {
        return NAMES.stream().map(Catalogue::command).toList();
    }
}
