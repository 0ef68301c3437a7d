package dev.walkback.shell.command.restore;

import dev.walkback.engine.server.DataDirectory;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.session.OpenRestore;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The data directory that a command watches.
 *
 * @param typed as a person would type it again
 */
record WatchedDirectory(Path path, String typed) {

    /** The one that is named, else the one whose restore is open. */
    static WatchedDirectory of(Invocation invocation, Session session) {
        String named = invocation.argument(0);
        OpenRestore open = session.sitting().standing().restore();
        if (named.isEmpty() && open == null) {
            throw new UsageError(
                    ErrorCode.MISSING_VALUE,
                    invocation.command().name() + " needs a directory",
                    "no restore is open here, so nothing says which",
                    List.of(Suggestion.command("help " + invocation.command().name(), "how it is written")));
        }
        Path path = named.isEmpty() && open != null ? open.data() : path(named);
        Path whole = path.toAbsolutePath().normalize();
        return new WatchedDirectory(whole, ShellWord.quoted(named.isEmpty() ? whole.toString() : named));
    }

    private static Path path(String named) {
        try {
            return Path.of(named);
        } catch (InvalidPathException e) {
            throw new UsageError(ErrorCode.BAD_VALUE, "a directory cannot be called so", "", List.of());
        }
    }

    /** @throws NotFound when there is no data directory */
    DataDirectory look() {
        DataDirectory seen = DataDirectory.look(path);
        String what = switch (seen.content()) {
            case ABSENT -> "there is nothing";
            case NOT_A_DIRECTORY -> "it is not a directory";
            case CLOSED -> "this user may not look into it";
            case EMPTY, EMPTY_MOUNT -> "it is empty";
            case OTHER -> "what is in it is not a server's";
            case UNFINISHED_RESTORE, CLUSTER -> "";
        };
        if (!what.isEmpty()) {
            throw new NotFound(
                    ErrorCode.NO_DATA_DIRECTORY,
                    typed + " is no data directory",
                    what,
                    List.of(Suggestion.shell("ls -la " + typed, "what is there")));
        }
        return seen;
    }
}
