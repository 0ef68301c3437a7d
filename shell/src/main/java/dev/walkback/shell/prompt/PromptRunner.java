package dev.walkback.shell.prompt;

import dev.walkback.shell.BugReport;
import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.CommandText;
import dev.walkback.shell.line.Statement;
import dev.walkback.shell.line.UnsetVariable;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.session.Sitting;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.InputProvider;
import org.springframework.shell.core.InputReader;
import org.springframework.shell.core.ShellRunner;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandRegistry;

/**
 * Reads a line, does it, reads the next. Replaces Spring's runner, which leaves on Ctrl-C and on any failure to read, and which
 * ends with 0 whatever happened.
 */
final class PromptRunner implements ShellRunner {

    private final InputProvider input;
    private final CommandRegistry registry;
    private final Surface surface;
    private final Terminal terminal;
    private final Sitting sitting;

    PromptRunner(InputProvider input, CommandRegistry registry, Surface surface, Sitting sitting) {
        this.input = input;
        this.registry = registry;
        this.surface = surface;
        this.terminal = surface.terminal();
        this.sitting = sitting;
    }

    @Override
    public void run(String[] nothing) throws Exception {
        String text = input.readInput();
        while (text != null) {
            done(text);
            if (sitting.isOver()) {
                return;
            }
            text = input.readInput();
        }
    }

    /** Several commands are done as a command file's are: until one fails. */
    private void done(String text) {
        List<Statement> statements = statements(text);
        for (int i = 0; i < statements.size(); i++) {
            int exit = interruptibly(statements.get(i).command());
            int left = statements.size() - i - 1;
            if (exit != Exit.DONE.code() && left > 0) {
                surface.turn()
                        .reporter(Set.of())
                        .say("stopped: " + left + " more " + (left == 1 ? "was" : "were") + " not run");
                return;
            }
        }
    }

    private List<Statement> statements(String text) {
        try {
            return CommandText.parse(text, Map.of());
        } catch (UnsetVariable unset) {
            surface.turn()
                    .reporter(Set.of())
                    .error(new UsageError(
                                    ErrorCode.UNSET_VARIABLE,
                                    String.valueOf(unset.getMessage()),
                                    "variables belong to command files; single quotes keep a dollar sign as it is",
                                    Suggestion.command("help run", "how a command file is written"))
                            .problem());
            return List.of();
        }
    }

    /** While a command runs Ctrl-C ends it and not the prompt. */
    private int interruptibly(List<String> words) {
        Thread worker = Thread.currentThread();
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> worker.interrupt());
        terminal.flush();
        try {
            return done(words);
        } catch (Throwable bug) {
            return BugReport.write(bug, words, surface.consoleNow());
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            boolean late = Thread.interrupted();
            assert late || !worker.isInterrupted();
        }
    }

    private int done(List<String> words) throws Exception {
        Command command = registered(words);
        if (command == null) {
            return surface.turn().take(words).code();
        }
        CommandContext context = new CommandContext(
                TypedCommand.of(words), registry, new PrintWriter(terminal.writer(), true), new InputReader() {});
        return command.execute(context).code();
    }

    /** Null where the words name no command: our own parser knows best what to say to that. */
    private @Nullable Command registered(List<String> words) {
        for (int count = Math.min(2, words.size()); count > 0; count--) {
            Command command = registry.getCommandByName(String.join(" ", words.subList(0, count)));
            if (command != null) {
                return command;
            }
        }
        return null;
    }
}
