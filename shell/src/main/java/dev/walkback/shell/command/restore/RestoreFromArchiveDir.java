package dev.walkback.shell.command.restore;

import dev.walkback.engine.basebackup.ArchiveGuard;
import dev.walkback.engine.basebackup.WalArchive;
import dev.walkback.shell.Exit;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.basebackup.WalArchiveShown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code restore from-archive-dir}. */
public final class RestoreFromArchiveDir {

    private RestoreFromArchiveDir() {}

    public static Exit run(Invocation invocation, Session session) {
        try {
            Path folder = RestoreFromBaseBackup.folder(invocation);
            if (!Files.isDirectory(folder)) {
                throw new Refusal(
                        ErrorCode.NOT_AN_ARCHIVE,
                        "there is no folder " + ShellWord.quoted(folder.toString()),
                        "nothing was looked at",
                        Suggestion.shell("ls -ld " + ShellWord.quoted(folder.toString()), ""));
            }
            WalArchive archive = WalArchive.look(folder);
            WalArchiveShown shown = new WalArchiveShown(archive, command(invocation, archive));
            session.reporter().show(shown);
            return shown.hasProblems() ? Exit.FINDINGS : Exit.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String command(Invocation invocation, WalArchive archive) throws IOException {
        if (!invocation.has("--guard")) {
            return "";
        }
        Path place = BaseBackupAsked.path("--guard", invocation.value("--guard").orElseThrow());
        if (archive.coverage().isEmpty()) {
            throw new Refusal(
                    ErrorCode.NOT_AN_ARCHIVE,
                    "there is no WAL in " + ShellWord.quoted(archive.folder().toString()),
                    "an empty folder cannot be told from a disk that is not mounted, so no script can be written for it",
                    Suggestion.shell(
                            "ls -l " + ShellWord.quoted(archive.folder().toString()), "what is there"));
        }
        if (place.startsWith(archive.folder())) {
            throw new Refusal(
                    ErrorCode.RESTORE_PLACE,
                    "the script cannot be put into the archive itself",
                    "when the archive's disk is not mounted the script would be gone with it",
                    Suggestion.command("help restore from-archive-dir", "with examples"));
        }
        ArchiveGuard guard = new ArchiveGuard(place);
        guard.write(archive);
        return guard.restoreCommand();
    }
}
