package dev.walkback.shell.prompt;

import dev.walkback.shell.Console;
import dev.walkback.shell.Exit;
import dev.walkback.shell.SittingFace;
import dev.walkback.shell.Turn;
import dev.walkback.shell.catalogue.Catalogue;
import dev.walkback.shell.session.Sitting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.shell.core.InputProvider;
import org.springframework.shell.core.ShellRunner;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandRegistry;

/** Opens the prompt: puts its beans together by hand, as looking for them would cost more than all the rest of the start. */
public final class Prompt implements SittingFace {

    @Override
    public Exit run(Sitting sitting, Console console) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            Turn turn = new Turn(sitting, console);
            context.registerBean(Terminal.class, Prompt::terminal);
            context.registerBean(CommandRegistry.class, () -> new CommandRegistry(commands(turn, sitting)));
            context.registerBean(LineReader.class, () -> reader(context.getBean(Terminal.class)));
            context.registerBean(
                    InputProvider.class,
                    () -> new LineInput(context.getBean(LineReader.class), () -> new AttributedString("walkback> ")));
            context.registerBean(
                    ShellRunner.class,
                    () -> new PromptRunner(
                            context.getBean(InputProvider.class),
                            context.getBean(CommandRegistry.class),
                            context.getBean(Terminal.class),
                            sitting,
                            console,
                            turn));
            context.refresh();
            context.getBean(ShellRunner.class).run(new String[0]);
            return Exit.DONE;
        } catch (RuntimeException bug) {
            throw bug;
        } catch (Exception bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static Set<Command> commands(Turn turn, Sitting sitting) {
        return Catalogue.NAMES.stream()
                .map(name -> new CatalogueCommand(name, turn, sitting))
                .collect(Collectors.toSet());
    }

    /** Without JNI: it would leave a library in the folder for temporary files. */
    private static Terminal terminal() {
        try {
            return TerminalBuilder.builder()
                    .name("walkback")
                    .system(true)
                    .jni(false)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LineReader reader(Terminal terminal) {
        return LineReaderBuilder.builder()
                .appName("walkback")
                .terminal(terminal)
                .parser(new LineParser())
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%M...> ")
                .build();
    }
}
