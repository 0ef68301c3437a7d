package dev.walkback.shell.session;

import dev.walkback.shell.BugReport;
import java.util.Optional;

/** What of the typed lines is remembered, and what of the remembered ones is suggested. */
public final class HistoryFilter {

    private HistoryFilter() {}

    /** The line with stars in the place of secrets; empty for one that begins with a blank, which asks to be forgotten. */
    public static Optional<String> remembered(String line) {
        return line.isBlank() || Character.isWhitespace(line.charAt(0))
                ? Optional.empty()
                : Optional.of(BugReport.masked(line));
    }

    /** A line that confirms something is never offered again: it would be done by one key too many. */
    public static boolean maySuggest(String line) {
        return !line.contains("--confirm");
    }
}
