package dev.walkback.shell;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * How a process ends that PostgreSQL runs as its {@code restore_command}. It takes 1 to 125 for "the archive has no more" and opens for
 * business, 143 for an order to go without a word, and ends its recovery with an error on whatever else is above 125. So only what is
 * known to be absent is 74, and every failure is above 200: 1 to 16 become 201 to 216, all else 254.
 */
public final class FetchExit {

    /** From the environment only: the launcher has to know it too. */
    public static final String LAX = "WALKBACK_WALG_EXIT_CODES";

    private static final int LAX_FAILURE = 1;
    private static final int LOWEST = 200;
    private static final int LAST_OF_OURS = 16;
    private static final int ANYTHING_ELSE = 254;

    private static final String WALG = "wal-g";
    private static final List<List<String>> NATIVE = List.of(List.of("wal", "fetch"), List.of("wal", "prefetch"));

    private FetchExit() {}

    /** Whether these arguments may be such a fetch. To take another command for one does no harm but to its numbers. */
    static boolean concerns(List<String> arguments) {
        if (isWalg()) {
            return arguments.contains("wal-fetch");
        }
        // asked at each start: a loop, since a lambda that no AOT cache holds costs milliseconds
        for (List<String> command : NATIVE) {
            if (Collections.indexOfSubList(arguments, command) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWalg() {
        return System.getProperty("walkback.name", "walkback").equals(WALG);
    }

    /** Does it and ends the process, whatever happens: a JVM that an error ends by itself ends with 1. */
    static void end(List<String> arguments) {
        int code = ANYTHING_ELSE;
        try {
            Interruption interruption = Interruption.ofThisThread(ANYTHING_ELSE);
            Console console = ProcessConsole.open();
            code = of(Main.run(arguments, console), isWalg() && isLax(console.variable(LAX)));
            interruption.end(code);
        } catch (Throwable outOfMemory) {
            Runtime.getRuntime().halt(ANYTHING_ELSE);
        }
    }

    /** The words that WAL-G takes for true. */
    private static boolean isLax(String value) {
        return Set.of("1", "t", "T", "TRUE", "true", "True").contains(value);
    }

    /**
     * @param code of the command as any other would end
     * @param lax whether WAL-G's own 1 is wanted for a failure
     */
    public static int of(int code, boolean lax) {
        if (code == Exit.DONE.code() || code == Exit.ABSENT.code()) {
            return code;
        }
        if (lax && code != Exit.INTERRUPTED.code()) {
            return LAX_FAILURE;
        }
        if (code == Exit.NO_STORAGE.code()) {
            // a bucket that is not there is no different from one that cannot be reached: nothing is known of what was
            // in it
            return LOWEST + Exit.NO_ACCESS.code();
        }
        return code >= 1 && code <= LAST_OF_OURS ? LOWEST + code : ANYTHING_ELSE;
    }
}
