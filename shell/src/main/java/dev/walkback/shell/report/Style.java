package dev.walkback.shell.report;

import dev.walkback.shell.Console;
import java.util.Locale;
import java.util.Set;

/**
 * How results are to be printed.
 *
 * @param json one JSON document instead of text
 * @param plain one record a line, tab-separated, nothing shortened; also what a reader that is no terminal gets
 * @param words sentences in reading order, no tables and no drawings: for speech, braille, and being read out over a telephone
 * @param ascii nothing but ASCII
 */
public record Style(
        boolean json,
        boolean plain,
        boolean words,
        boolean quiet,
        boolean verbose,
        boolean colour,
        boolean ascii,
        Progress progress) {

    /** How progress is told. */
    public enum Progress {
        /** A line that is written over, on a terminal. */
        LINE,
        /** Full lines, now and then. */
        LINES,
        JSON,
        NONE
    }

    /** @param options the global options that were given, by name, with {@code --progress=HOW} as {@code --progress} and its value */
    public static Style of(Set<String> options, String progress, Console console) {
        boolean quiet = options.contains("--quiet");
        boolean verbose = options.contains("--verbose");
        return new Style(
                options.contains("--json"),
                options.contains("--plain"),
                words(options, console),
                quiet,
                verbose,
                colour(options, console),
                options.contains("--ascii") || !unicode(console),
                progress(progress, quiet, verbose, console));
    }

    /** In words, where nothing was asked for that excludes them. */
    public Style spoken() {
        return json || plain ? this : new Style(false, false, true, quiet, verbose, colour, ascii, progress);
    }

    private static boolean words(Set<String> options, Console console) {
        boolean other = options.contains("--json") || options.contains("--plain");
        return options.contains("--words")
                || (!other
                        && console.outIsTerminal()
                        && console.variable("WALKBACK_ACCESSIBLE").equals("1"));
    }

    private static boolean colour(Set<String> options, Console console) {
        if (options.contains("--color") || options.contains("--no-color")) {
            return options.contains("--color");
        }
        return console.outIsTerminal()
                && console.errIsTerminal()
                && console.variable("NO_COLOR").isEmpty()
                && !dumb(console);
    }

    private static boolean dumb(Console console) {
        return console.variable("TERM").isEmpty() || console.variable("TERM").equals("dumb");
    }

    /** By the variable that counts, as the C library chooses it. */
    private static boolean unicode(Console console) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = console.variable(name).toLowerCase(Locale.ROOT);
            if (!locale.isEmpty()) {
                return locale.contains("utf-8") || locale.contains("utf8");
            }
        }
        return false;
    }

    private static Progress progress(String how, boolean quiet, boolean verbose, Console console) {
        if (how.equals("json")) {
            return Progress.JSON;
        }
        if (quiet || how.equals("none")) {
            return Progress.NONE;
        }
        if (console.errIsTerminal()) {
            return dumb(console) ? Progress.LINES : Progress.LINE;
        }
        return verbose ? Progress.LINES : Progress.NONE;
    }
}
