package dev.walkback.engine.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code postmaster.pid} says of the server that wrote it.
 *
 * @param pid of its first process, in that server's own view of the processes
 * @param single whether it is one that somebody started for himself, {@code postgres --single}
 * @param started by the server's clock; null where the file does not say
 * @param port null where the file does not say
 * @param socketFolder empty where it listens on none
 * @param address the first that it listens on; empty for none
 * @param status {@code starting}, {@code stopping}, {@code ready}, {@code standby}; empty while unknown
 */
public record Postmaster(
        long pid,
        boolean single,
        @Nullable Instant started,
        @Nullable Integer port,
        String socketFolder,
        String address,
        String status) {

    public static final String FILE = "postmaster.pid";

    private static final int MOST_BYTES = 1 << 16;
    private static final int STATUS_LINE = 7;

    /** Empty when there is no such file, or nothing that a server would write into it. */
    static Optional<Postmaster> in(Path data) throws IOException {
        Path file = data.resolve(FILE);
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
            return Optional.empty();
        }
        return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    static Optional<Postmaster> parse(String text) {
        String[] lines = text.split("\n", -1);
        Long pid = number(lines[0]);
        if (pid == null || pid == 0) {
            return Optional.empty();
        }
        Long started = number(line(lines, 2));
        Long port = number(line(lines, 3));
        return Optional.of(new Postmaster(
                Math.abs(pid),
                pid < 0,
                started == null || started <= 0 ? null : Instant.ofEpochSecond(Math.min(started, 1L << 40)),
                port == null || port <= 0 || port > 65_535 ? null : port.intValue(),
                line(lines, 4),
                line(lines, 5),
                line(lines, STATUS_LINE)));
    }

    private static String line(String[] lines, int index) {
        return index < lines.length ? lines[index].strip() : "";
    }

    private static @Nullable Long number(String text) {
        String digits = text.strip();
        return digits.matches("-?\\d{1,18}") ? Long.valueOf(digits) : null;
    }
}
