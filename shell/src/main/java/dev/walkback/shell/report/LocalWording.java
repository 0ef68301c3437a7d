package dev.walkback.shell.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Failures on this machine's side of a copy: files, standard input and output. */
final class LocalWording {

    private LocalWording() {}

    static Problem of(IOException e) {
        String file = e instanceof FileSystemException f && f.getFile() != null ? name(f.getFile()) : "";
        String said = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : message(e);
        if (e instanceof NoSuchFileException) {
            return new Problem(
                    ErrorCode.LOCAL_FILE_MISSING,
                    "there is no file " + file,
                    "",
                    List.of(explain("local-file-missing")));
        }
        if (e instanceof FileAlreadyExistsException) {
            return new Problem(
                    ErrorCode.LOCAL_FILE_EXISTS,
                    "there is a file " + file + " already",
                    "it was not touched",
                    List.of(Suggestion.shell("ls -l " + file, "what is there")));
        }
        if (e instanceof AccessDeniedException || said.contains("Permission denied")) {
            return new Problem(
                    ErrorCode.LOCAL_FILE_DENIED,
                    "not allowed to use " + named(file),
                    "the system says: permission denied",
                    List.of(
                            file.isEmpty() || file.equals(StandardOutput.NAME)
                                    ? explain("local-file-denied")
                                    : Suggestion.shell("ls -ld " + file, "")));
        }
        if (said.contains("No space left") || said.contains("Disk quota exceeded")) {
            return new Problem(
                    ErrorCode.LOCAL_DISK_FULL,
                    "cannot write " + named(file) + ": no room left",
                    "the system says: " + said,
                    List.of(Suggestion.shell("df -h", "how full the disks are")));
        }
        if (said.contains("Read-only file system")) {
            return new Problem(
                    ErrorCode.LOCAL_READ_ONLY,
                    "cannot write " + named(file),
                    "its disk is read-only",
                    List.of(explain("local-read-only")));
        }
        return new Problem(ErrorCode.LOCAL_FAILED, named(file) + " failed", said, List.of(explain("local-failed")));
    }

    private static String name(String file) {
        return file.equals(StandardOutput.NAME) ? file : ShellWord.quoted(file);
    }

    private static String named(String file) {
        return file.isEmpty() ? "standard input or output" : file;
    }

    private static String message(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static Suggestion explain(String code) {
        return Suggestion.command("explain " + code, "");
    }
}
