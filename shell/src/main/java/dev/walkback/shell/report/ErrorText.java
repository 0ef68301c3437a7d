package dev.walkback.shell.report;

import dev.walkback.shell.Exit;
import java.util.ArrayList;
import java.util.List;

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

    private static final int GAP = 3;
    /** What is left of 80 columns after the label. */
    private static final int WIDTH = 72;

    private ErrorText() {}

    static String of(Problem problem, String program) {
        StringBuilder text = new StringBuilder();
        String label = problem.code().exit() == Exit.REFUSED ? "refused: " : "error: ";
        text.append(label).append(problem.what()).append('\n');
        block(text, "  why:  ", problem.why());
        block(text, "  try:  ", tries(problem, program));
        return text.append("  code: ").append(problem.code().text()).toString();
    }

    /** In columns where that fits on a screen, else below one another: a command to copy is best on one line. */
    private static String tries(Problem problem, String program) {
        List<String> commands = problem.tries().stream()
                .map(it -> (it.own() ? program : "") + it.command())
                .toList();
        int column = commands.stream().mapToInt(String::length).max().orElse(0) + GAP;
        int purpose = problem.tries().stream()
                .mapToInt(it -> it.purpose().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            String said = problem.tries().get(i).purpose();
            if (said.isEmpty()) {
                lines.add(commands.get(i));
            } else if (column + purpose <= WIDTH) {
                lines.add(Text.padded(commands.get(i), column) + said);
            } else {
                lines.add(commands.get(i) + "\n  " + said);
            }
        }
        return String.join("\n", lines);
    }

    private static void block(StringBuilder text, String label, String lines) {
        if (!lines.isEmpty()) {
            text.append(label)
                    .append(lines.replace("\n", "\n" + " ".repeat(label.length())))
                    .append('\n');
        }
    }
}
