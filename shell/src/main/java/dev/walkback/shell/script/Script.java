package dev.walkback.shell.script;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.catalogue.Catalogue;
import dev.walkback.shell.line.CommandText;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.line.Parser;
import dev.walkback.shell.line.Statement;
import dev.walkback.shell.line.Unfinished;
import dev.walkback.shell.line.UnsetVariable;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Commands that were all understood before the first of them runs.
 *
 * @param name of the file as it was given, {@code -} for standard input, {@code -c} for a text from the arguments
 */
public record Script(String name, List<Line> lines) {

    /** What {@code run} is called; a command file does not run another, so that its end can be seen. */
    private static final String RUN = "run";

    /** What a text from the arguments is called. */
    public static final String OF_THE_ARGUMENTS = "-c";

    /** @param number of the line it begins in, counted from 1 */
    public record Line(int number, Invocation invocation) {}

    public Script {
        lines = List.copyOf(lines);
    }

    /**
     * @param variables by name
     * @param completed adds to each line's words what holds for all of them
     * @throws UsageError naming file and line of the first thing that cannot be understood
     */
    public static Script parse(
            String name, String text, Map<String, String> variables, UnaryOperator<Invocation> completed) {
        List<Line> lines = new ArrayList<>();
        for (Statement statement : statements(name, text, variables)) {
            try {
                Invocation invocation = completed.apply(Parser.parse(statement.command()));
                refuseWhatHasNoPlaceHere(name, invocation);
                lines.add(new Line(statement.line(), invocation));
            } catch (UsageError error) {
                throw at(name, statement.line(), error.problem());
            }
        }
        return new Script(name, lines);
    }

    private static List<Statement> statements(String name, String text, Map<String, String> variables) {
        try {
            return CommandText.parse(text.startsWith("\uFEFF") ? text.substring(1) : text, variables);
        } catch (Unfinished open) {
            throw at(name, open.line(), problem(ErrorCode.UNFINISHED_TEXT, String.valueOf(open.getMessage()), ""));
        } catch (UnsetVariable unset) {
            String given = variables.isEmpty()
                    ? "none was given"
                    : "given: "
                            + String.join(
                                    ", ", variables.keySet().stream().sorted().toList());
            throw at(name, unset.line(), problem(ErrorCode.UNSET_VARIABLE, String.valueOf(unset.getMessage()), given));
        }
    }

    private static Problem problem(ErrorCode code, String what, String why) {
        return new Problem(code, what, why, List.of(Suggestion.command("help run", "how a command file is written")));
    }

    private static void refuseWhatHasNoPlaceHere(String name, Invocation invocation) {
        String command = invocation.command().name();
        if (Catalogue.isForThePrompt(command)) {
            throw new UsageError(
                    ErrorCode.PROMPT_ONLY,
                    command + " belongs to the prompt",
                    "it asks, or keeps something for later; commands written in advance need neither",
                    Suggestion.command("help " + command, "what it does there"));
        }
        if (command.equals(RUN) && !name.equals(OF_THE_ARGUMENTS)) {
            throw new UsageError(
                    ErrorCode.BAD_VALUE,
                    "a command file does not run another",
                    "its end could not be told in advance",
                    Suggestion.command("help run", "how a command file is written"));
        }
    }

    private static UsageError at(String name, int line, Problem problem) {
        return new UsageError(
                problem.code(), place(name, line) + ": " + problem.what(), problem.why(), problem.tries());
    }

    /** {@code FILE:LINE}, as compilers and editors have it. */
    static String place(String name, int line) {
        return ShellWord.quoted(name) + ":" + line;
    }
}
