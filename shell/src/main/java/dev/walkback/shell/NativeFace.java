package dev.walkback.shell;

import dev.walkback.shell.catalogue.GlobalOptions;
import dev.walkback.shell.catalogue.HelpPage;
import dev.walkback.shell.catalogue.Option;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.line.Parser;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.Reporter;
import dev.walkback.shell.report.RunReport;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.script.Script;
import dev.walkback.shell.script.ScriptRun;
import dev.walkback.shell.session.Occasion;
import dev.walkback.shell.session.Sitting;
import java.util.List;
import java.util.Map;

/** walkback's own command line: one command, commands after {@code -c}, or, at a terminal and with no command, the prompt. */
public final class NativeFace implements Face {

    private static final String RUN = "run";

    @Override
    public int run(List<String> arguments, Console console) {
        int command = beforeTheCommand(arguments);
        List<String> before = arguments.subList(0, command);
        List<String> from = arguments.subList(command, arguments.size());
        try {
            if (from.isEmpty()) {
                return withoutCommand(before, console).code();
            }
            if (from.getFirst().equals(Script.OF_THE_ARGUMENTS)) {
                return commands(from, Parser.parseOptions(before), console).code();
            }
            return one(arguments, console).code();
        } catch (UsageError error) {
            turn(Occasion.COMMAND, Map.of(), console).reporterFor(arguments).error(error.problem());
            return Exit.USAGE.code();
        }
    }

    /** How many words are global options and their values. */
    private static int beforeTheCommand(List<String> arguments) {
        int at = 0;
        while (at < arguments.size()) {
            String word = arguments.get(at);
            if (!word.startsWith("--")) {
                break;
            }
            Option option = GlobalOptions.all().stream()
                    .filter(it -> it.name().equals(word.split("=", 2)[0]))
                    .findFirst()
                    .orElse(null);
            if (option == null || option.name().equals("--help")) {
                break;
            }
            at += option.takesValue() && !word.contains("=") ? 2 : 1;
        }
        return Math.min(at, arguments.size());
    }

    private static Turn turn(Occasion occasion, Map<String, String> options, Console console) {
        return new Turn(new Sitting(occasion, console.clock(), options), console);
    }

    private static Exit one(List<String> arguments, Console console) {
        List<String> words = arguments.getFirst().equals("--version") ? List.of("version") : arguments;
        Invocation invocation = Parser.parse(words);
        boolean file = invocation.command().name().equals(RUN);
        Sitting sitting = new Sitting(
                file ? Occasion.SCRIPT : Occasion.COMMAND,
                console.clock(),
                file ? invocation.globalOptions() : Map.of());
        if (!file && console.inIsTerminal() && console.errIsTerminal() && !invocation.has("--no-input")) {
            sitting.meet(new TerminalPerson(console));
        }
        return new Turn(sitting, console).perform(invocation);
    }

    private static Exit commands(List<String> words, Map<String, String> options, Console console) {
        if (words.size() != 2) {
            throw new UsageError(
                    ErrorCode.MISSING_VALUE,
                    "-c needs one text of commands",
                    "it is written: walkback [OPTIONS] -c 'COMMAND; COMMAND', and nothing follows",
                    Suggestion.command("help run", "what such a text can be"));
        }
        Script script = Script.parse(Script.OF_THE_ARGUMENTS, words.get(1), Map.of(), line -> line);
        Turn turn = turn(Occasion.SCRIPT, options, console);
        RunReport report = ScriptRun.run(script, false, turn::perform);
        if (!report.stoppedAt().isEmpty()) {
            turn.reporterFor(words).say(report.stoppedAt());
        }
        return report.worst();
    }

    /** A person gets the prompt; nobody else is kept waiting. */
    private static Exit withoutCommand(List<String> words, Console console) {
        Map<String, String> options = Parser.parseOptions(words);
        if (console.inIsTerminal() && console.outIsTerminal() && !options.containsKey("--no-input")) {
            return prompt(new Sitting(Occasion.PROMPT, console.clock(), options), console);
        }
        Reporter reporter = turn(Occasion.COMMAND, options, console).reporterFor(words);
        if (!reporter.style().json()) {
            reporter.say(HelpPage.all());
        }
        reporter.error(new Problem(
                ErrorCode.UNKNOWN_COMMAND,
                "no command was given",
                "without one there is a prompt, and a prompt needs a terminal to read from and to write to",
                List.of(
                        Suggestion.command("help", "all commands"),
                        Suggestion.command("storage check", "is the storage reachable?"))));
        return Exit.USAGE;
    }

    /** By name, so that no other way to start loads it. */
    private static Exit prompt(Sitting sitting, Console console) {
        try {
            return Class.forName("dev.walkback.shell.prompt.Prompt")
                    .asSubclass(SittingFace.class)
                    .getDeclaredConstructor()
                    .newInstance()
                    .run(sitting, console);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
