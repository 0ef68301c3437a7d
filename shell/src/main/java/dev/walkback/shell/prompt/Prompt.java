package dev.walkback.shell.prompt;

import dev.walkback.shell.Console;
import dev.walkback.shell.Exit;
import dev.walkback.shell.SittingFace;
import dev.walkback.shell.Turn;
import dev.walkback.shell.catalogue.Catalogue;
import dev.walkback.shell.session.Sitting;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.shell.core.InputProvider;
import org.springframework.shell.core.ShellRunner;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandRegistry;

/** Opens the prompt: puts its beans together by hand, as looking for them would cost more than all the rest of the start. */
public final class Prompt implements SittingFace {

    private final Supplier<Terminal> terminal;

    /** At the terminal of this process. */
    public Prompt() {
        this(LineEditor::terminal);
    }

    Prompt(Supplier<Terminal> terminal) {
        this.terminal = terminal;
    }

    @Override
    public Exit run(Sitting sitting, Console console) {
        Turn first = new Turn(sitting, console);
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.registerBean(Terminal.class, terminal);
            context.registerBean(
                    PromptView.class, () -> new PromptView(context.getBean(Terminal.class), sitting, console));
            context.registerBean(
                    Surface.class,
                    () -> new Surface(
                            context.getBean(Terminal.class),
                            context.getBean(PromptView.class),
                            sitting,
                            console,
                            first));
            context.registerBean(
                    LineReader.class, () -> context.getBean(Surface.class).reader());
            context.registerBean(
                    InputProvider.class, () -> context.getBean(Surface.class).input());
            context.registerBean(CommandRegistry.class, () -> registry(context.getBean(Surface.class), sitting));
            context.registerBean(
                    ShellRunner.class,
                    () -> new PromptRunner(
                            context.getBean(InputProvider.class),
                            context.getBean(CommandRegistry.class),
                            context.getBean(Surface.class),
                            sitting));
            context.refresh();
            context.getBean(ShellRunner.class).run(new String[0]);
            return Exit.DONE;
        } catch (RuntimeException bug) {
            throw bug;
        } catch (Exception bug) {
            throw new IllegalStateException(bug);
        } finally {
            sitting.end();
        }
    }

    private static CommandRegistry registry(Surface surface, Sitting sitting) {
        Set<Command> commands = Catalogue.NAMES.stream()
                .map(name -> new CatalogueCommand(name, surface::turn, sitting))
                .collect(Collectors.toSet());
        return new CommandRegistry(commands);
    }
}
