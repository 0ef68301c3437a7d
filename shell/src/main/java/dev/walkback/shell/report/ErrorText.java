package dev.walkback.shell.report;

import dev.walkback.shell.Exit;

/**
 * An error in lines:
 *
 * <pre>
 * error: prod-s3 did not answer: connect timed out after 10 s
 *   why:  ...
 *   try:  walkback storage check      step by step
 *   code: storage-unreachable
 * </pre>
 */
final class ErrorText {

    private static final int PURPOSE_COLUMN = 48;

    private ErrorText() {}

    static String of(Problem problem, String program) {
        StringBuilder text = new StringBuilder();
        String label = problem.code().exit() == Exit.REFUSED ? "refused: " : "error: ";
        text.append(label).append(problem.what()).append('\n');
        block(text, "  why:  ", problem.why());
        StringBuilder tries = new StringBuilder();
        for (Suggestion suggestion : problem.tries()) {
            String command = (suggestion.own() ? program : "") + suggestion.command();
            tries.append(tries.isEmpty() ? "" : "\n")
                    .append(
                            suggestion.purpose().isEmpty()
                                    ? command
                                    : Text.padded(command, PURPOSE_COLUMN) + "  " + suggestion.purpose());
        }
        block(text, "  try:  ", tries.toString());
        return text.append("  code: ").append(problem.code().text()).toString();
    }

    private static void block(StringBuilder text, String label, String lines) {
        if (!lines.isEmpty()) {
            text.append(label)
                    .append(lines.replace("\n", "\n" + " ".repeat(label.length())))
                    .append('\n');
        }
    }
}
