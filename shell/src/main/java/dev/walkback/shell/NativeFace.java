package dev.walkback.shell;

import dev.walkback.shell.command.Commands;
import dev.walkback.shell.command.Retyped;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.command.Storages;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.line.Parser;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.Reporter;
import dev.walkback.shell.report.Style;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Wording;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** walkback's own command line: parse, do, and put into words what went wrong. */
public final class NativeFace implements Face {

    private static final String PROGRAM = "walkback ";

    @Override
    public int run(List<String> arguments, Console console) {
        Reporter early = new Reporter(console, guessed(arguments, console), PROGRAM);
        if (arguments.isEmpty()) {
            return nothingAsked(early);
        }
        Invocation invocation;
        try {
            invocation = Parser.parse(arguments.getFirst().equals("--version") ? List.of("version") : arguments);
        } catch (UsageError error) {
            early.error(error.problem());
            return Exit.USAGE.code();
        }
        return run(invocation, console).code();
    }

    private static Exit run(Invocation invocation, Console console) {
        Style style = Style.of(
                invocation.options().keySet(), invocation.value("--progress").orElse(""), console);
        Reporter reporter = new Reporter(console, style, PROGRAM);
        try (Storages storages = new SettingsStorages(invocation, console, reporter)) {
            return Commands.run(invocation, new Session(console, reporter, storages));
        } catch (RuntimeException | InterruptedException failure) {
            return failed(failure, invocation, reporter);
        }
    }

    private static Exit failed(Exception failure, Invocation invocation, Reporter reporter) {
        if (readerLeft(failure)) {
            return Exit.READER_LEFT;
        }
        Problem problem = new Wording(Retyped.storage(invocation))
                .of(failure)
                .orElseThrow(() -> new IllegalStateException(failure));
        reporter.error(problem);
        return problem.code().exit();
    }

    /** {@code walkback ... | head}: nobody wants the rest, and nobody is to be told. */
    private static boolean readerLeft(Exception failure) {
        return failure instanceof UncheckedIOException io
                && io.getCause() != null
                && "Broken pipe".equals(io.getCause().getMessage());
    }

    private static int nothingAsked(Reporter reporter) {
        reporter.error(new Problem(
                ErrorCode.UNKNOWN_COMMAND,
                "no command was given",
                "",
                List.of(
                        Suggestion.command("help", "all commands"),
                        Suggestion.command("storage check", "is the storage reachable?"))));
        return Exit.USAGE.code();
    }

    /** What can be known of the wanted style when the line itself was not understood. */
    private static Style guessed(List<String> arguments, Console console) {
        Set<String> options = new TreeSet<>(arguments);
        return Style.of(options, "", console);
    }
}
