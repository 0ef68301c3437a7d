package dev.walkback.shell;

import java.util.List;

/**
 * Where the process begins, and the only place where it ends.
 *
 * <p>Under the name {@code wal-g} (the launcher passes it as {@code walkback.name}) WAL-G's command line is spoken.
 */
public final class Main {

    private static final String NAME = "walkback.name";
    private static final String WALG = "wal-g";

    private Main() {}

    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        if (FetchExit.concerns(words)) {
            FetchExit.end(words);
            return;
        }
        Interruption interruption = Interruption.ofThisThread(ofReceiving(words) ? Exit.FAILED.code() : null);
        interruption.end(run(words, ProcessConsole.open()));
    }

    /** WAL-G's has no other end than a signal, and tells it from others' by the number of a failure. */
    private static boolean ofReceiving(List<String> words) {
        return words.contains("wal-receive") && isWalg();
    }

    private static boolean isWalg() {
        return System.getProperty(NAME, "walkback").equals(WALG);
    }

    static int run(List<String> arguments, Console console) {
        try {
            return face().run(arguments, console);
        } catch (InterruptedException interrupted) {
            return Exit.INTERRUPTED.code();
        } catch (Throwable bug) {
            return BugReport.write(bug, arguments, console);
        }
    }

    /** By name, so that one face does not load the other. */
    private static Face face() throws ReflectiveOperationException {
        if (!isWalg()) {
            return new NativeFace();
        }
        return Class.forName("dev.walkback.shell.walg.WalgFace")
                .asSubclass(Face.class)
                .getDeclaredConstructor()
                .newInstance();
    }
}
