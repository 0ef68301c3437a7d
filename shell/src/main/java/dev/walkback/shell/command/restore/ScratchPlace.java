package dev.walkback.shell.command.restore;

import dev.walkback.engine.server.RunAs;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder of its own that a rehearsal makes, fills and removes. What lies in it was put there by the rehearsal, so that it can go without a
 * question; a folder that was there before is never removed, and one with something in it never used.
 *
 * @param owner whom everything is to belong to; null for whoever runs this
 */
record ScratchPlace(Path folder, @Nullable String owner) {

    private static final List<String> USERS = List.of("postgres", "nobody");

    /** @param named where to make it; empty for the system's place for what is temporary */
    static ScratchPlace make(Optional<String> named, Optional<String> user, Session session) throws IOException {
        Path above = named.map(Path::of)
                .orElseGet(() -> Path.of(
                        session.console().variable("TMPDIR").isEmpty()
                                ? "/tmp"
                                : session.console().variable("TMPDIR")))
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(above)) {
            throw new Refusal(
                    ErrorCode.LOCAL_FILE_MISSING,
                    ShellWord.quoted(above.toString()) + " is no directory",
                    "a rehearsal makes a folder of its own in it, and removes that",
                    Suggestion.shell("mkdir -p " + ShellWord.quoted(above.toString()), ""));
        }
        Path folder = Files.createTempDirectory(above, "walkback-rehearsal-");
        // the server's user has to get through, and nobody has to look in
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        return new ScratchPlace(folder, user.orElse(RunAs.isRoot() ? someUser() : null));
    }

    private static @Nullable String someUser() throws IOException {
        List<String> known = Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1).stream()
                .map(line -> line.split(":", -1)[0])
                .toList();
        return USERS.stream().filter(known::contains).findFirst().orElse(null);
    }

    Path data() {
        return folder.resolve("data");
    }

    Path stage() {
        return folder.resolve("data.wal");
    }

    Path tablespaces() {
        return folder.resolve("tablespaces");
    }

    /** Links are removed, and not what they lead to. */
    void remove() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
