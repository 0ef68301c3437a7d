package dev.walkback.engine.server;

import dev.walkback.engine.wal.WalFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that replays. Its title tells which segment it reads, also while the server answers nobody: {@code postgres: startup
 * recovering 000000010000000000000005}.
 *
 * @param waiting whether it waits for that segment
 */
public record StartupProcess(WalFile.Digits segment, boolean waiting) {

    private static final Path PROCESSES = Path.of("/proc");
    private static final Pattern TITLE = Pattern.compile("startup (recovering|waiting for) ([0-9A-F]{24})");

    /** Empty where there is none, or where it cannot be seen. */
    public static Optional<StartupProcess> in(Path data) {
        if (!Files.isDirectory(PROCESSES)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : all) {
                Optional<StartupProcess> found = titled(title(process)).filter(it -> worksIn(process, data));
                if (found.isPresent()) {
                    return found;
                }
            }
        } catch (IOException | DirectoryIteratorException notShown) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    static Optional<StartupProcess> titled(String title) {
        Matcher matcher = TITLE.matcher(title);
        if (!title.startsWith("postgres") || !matcher.find()) {
            return Optional.empty();
        }
        return WalFile.named(matcher.group(2)) instanceof WalFile.Whole(WalFile.Digits digits)
                ? Optional.of(new StartupProcess(digits, matcher.group(1).startsWith("waiting")))
                : Optional.empty();
    }

    private static String title(Path process) {
        try {
            byte[] bytes = Files.readAllBytes(process.resolve("cmdline"));
            return new String(bytes, 0, Math.min(bytes.length, 400), StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }

    private static boolean worksIn(Path process, Path data) {
        try {
            Object there =
                    Files.readAttributes(process.resolve("cwd"), "fileKey").get("fileKey");
            return there != null
                    && Objects.equals(
                            there, Files.readAttributes(data, "fileKey").get("fileKey"));
        } catch (IOException endedOrHidden) {
            return false;
        }
    }
}
