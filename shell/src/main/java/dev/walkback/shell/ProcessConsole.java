package dev.walkback.shell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** This process's own streams, environment and clock. */
final class ProcessConsole {

    /** Which descriptors are terminals, as digits, such as {@code 012}: for a launcher that knows. */
    private static final String TERMINALS = "walkback.terminals";

    private static final int DEFAULT_WIDTH = 80;

    private ProcessConsole() {}

    /** Raw streams: {@link System#out} would swallow the error when the reader has left. */
    static Console open() {
        return new Console(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                new InterruptibleInput(),
                isTerminal(1),
                isTerminal(2),
                isTerminal(0),
                width(System.getenv("COLUMNS")),
                System.getenv(),
                Clock.systemUTC());
    }

    /**
     * Looks at the name behind the descriptor, which needs no native call. Where there is no {@code /proc}, Java's console tells
     * whether standard input and output are terminals, both together.
     */
    private static boolean isTerminal(int descriptor) {
        String known = System.getProperty(TERMINALS);
        if (known != null) {
            return known.indexOf('0' + descriptor) >= 0;
        }
        try {
            String behind = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return behind.startsWith("/dev/pts/") || behind.startsWith("/dev/tty") || behind.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException noProc) {
            return java.util.Objects.requireNonNull(System.console()).isTerminal();
        }
    }

    private static int width(@org.jspecify.annotations.Nullable String columns) {
        try {
            return columns == null ? DEFAULT_WIDTH : Math.max(20, Integer.parseInt(columns));
        } catch (NumberFormatException notANumber) {
            return DEFAULT_WIDTH;
        }
    }
}
