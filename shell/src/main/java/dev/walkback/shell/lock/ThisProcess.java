package dev.walkback.shell.lock;

import dev.walkback.engine.push.lock.LockHolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * This process among others. The kernel's boot id and its space of process ids tell a machine, the ticks since it was booted at which
 * a process began tell a process: none of that moves when somebody sets the clock. Where there is no {@code /proc} a machine cannot
 * be told, and nothing is concluded from process numbers.
 */
public final class ThisProcess {

    private static final Path PROC = Path.of("/proc");

    /** In {@code /proc/N/stat}, counted behind the name, which is in brackets and may hold anything. */
    private static final int BEGAN = 19;

    private ThisProcess() {}

    /** With a new token. */
    public static LockHolder holder(Clock clock) {
        long number = ProcessHandle.current().pid();
        return new LockHolder(
                host(),
                machine(),
                number,
                incarnation(number),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                "",
                UUID.randomUUID().toString());
    }

    /** As {@link dev.walkback.engine.push.lock.Neighbours} has it. */
    public static boolean isRunning(long process, String incarnation) {
        String now = incarnation(process);
        return now.isEmpty()
                ? ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false)
                : now.equals(incarnation);
    }

    static String machine() {
        try {
            String boot =
                    Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
            return boot + " " + Files.readSymbolicLink(PROC.resolve("self/ns/pid"));
        } catch (IOException | UnsupportedOperationException untold) {
            return "";
        }
    }

    /** Empty where that process is not there, or nothing tells. */
    static String incarnation(long process) {
        try {
            String stat = Files.readString(PROC.resolve(process + "/stat"));
            String[] behindName =
                    stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
            return behindName.length > BEGAN && !behindName[0].equals("Z") ? behindName[BEGAN] : "";
        } catch (IOException gone) {
            return "";
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
