package dev.walkback.shell.prompt;

import dev.walkback.shell.Console;
import dev.walkback.shell.Turn;
import dev.walkback.shell.catalogue.Catalogue;
import dev.walkback.shell.catalogue.HelpPage;
import dev.walkback.shell.complete.Completion;
import dev.walkback.shell.complete.Knowledge;
import dev.walkback.shell.complete.TypedLine;
import dev.walkback.shell.report.Style;
import dev.walkback.shell.session.Preferences;
import dev.walkback.shell.session.Sitting;
import java.io.IOError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp;
import org.jline.utils.Signals;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.shell.core.InputProvider;

/** The screen of one sitting: the line editor with its history and keys, the prompt before it and the line below. */
final class Surface implements InitializingBean, DisposableBean {

    private static final String HELP_WIDGET = "walkback-help";

    private final Terminal terminal;
    private final PromptView view;
    private final Sitting sitting;
    private final Console console;
    private final LineReader reader;
    private final Redrawing redrawing;
    private final Announcer announcer;

    Surface(Terminal terminal, PromptView view, Sitting sitting, Console console, Turn first) {
        this.terminal = terminal;
        this.view = view;
        this.sitting = sitting;
        this.console = console;
        Knowledge knowledge =
                new Knowledge(sitting, first::storageNames, Path.of("").toAbsolutePath(), console.clock());
        this.reader = LineEditor.reader(terminal, new Completion(knowledge), isPlain());
        this.redrawing = new Redrawing(reader, view, !LineEditor.isDumb(terminal));
        this.announcer = new Announcer(reader, redrawing, isAscii());
    }

    @Override
    public void afterPropertiesSet() {
        // between a command's end and the next line Ctrl-C finds nobody who waits for it, and must not end the process
        terminal.handle(Terminal.Signal.INT, signal -> {});
        if (LineEditor.isDumb(terminal)) {
            // JLine hears no signals for such a terminal
            Signals.register("INT", () -> terminal.raise(Terminal.Signal.INT));
        }
        sitting.prefer(preferences -> new Preferences(
                preferences.offline(),
                !console.variable("SSH_CONNECTION").isEmpty(),
                console.variable("WALKBACK_ACCESSIBLE").equals("1")));
        sitting.meet(this::asked);
        boolean known = remember();
        bindHelp();
        if (!known) {
            greet();
        }
        turn().openWhatTheSettingsName();
        sitting.watch(announcer);
        redrawing.start();
        if (!LineEditor.isDumb(terminal)) {
            // what is suggested is told apart by its colour alone
            if (!sitting.standing().preferences().accessible() && !isPlain()) {
                LineEditor.suggest(reader);
            }
        }
    }

    @Override
    public void destroy() {
        view.hideStatus();
        terminal.handle(Terminal.Signal.INT, Terminal.SignalHandler.SIG_DFL);
    }

    LineReader reader() {
        return reader;
    }

    Terminal terminal() {
        return terminal;
    }

    InputProvider input() {
        return LineEditor.isDumb(terminal)
                ? new PlainInput(
                        terminal,
                        console.in(),
                        () -> beforeALine().toString(),
                        line -> reader.getHistory().add(line))
                : new LineInput(reader, this::beforeALine);
    }

    /** What there is to be done and said, and the prompt. */
    private AttributedString beforeALine() {
        turn().listIfNeeded();
        announcer.sayWhatWaits();
        redrawing.begin();
        return view.prompt();
    }

    /** For one command, on the screen as wide as it is now. */
    Turn turn() {
        return new Turn(sitting, consoleNow());
    }

    Console consoleNow() {
        int width = terminal.getWidth() > 0 ? terminal.getWidth() : console.width();
        return new Console(
                console.out(),
                console.err(),
                terminal.input(),
                console.outIsTerminal(),
                console.errIsTerminal(),
                console.inIsTerminal(),
                width,
                console.env(),
                console.clock());
    }

    private boolean isPlain() {
        return !console.variable("NO_COLOR").isEmpty() || sitting.options().containsKey("--no-color");
    }

    private boolean isAscii() {
        return Style.of(sitting.options().keySet(), "", console).ascii();
    }

    /** Whether there was a history. Without one that can be used only this session is remembered. */
    private boolean remember() {
        Path file = LineEditor.historyFile(console);
        boolean known = Files.exists(file);
        try {
            reader.setVariable(LineReader.HISTORY_FILE, SafeHistory.prepared(file));
            reader.getHistory().attach(reader);
        } catch (IOException | UnsupportedOperationException cannot) {
            turn().reporter(java.util.Set.of())
                    .note("what is typed is not remembered beyond this session: " + cannot.getMessage());
        }
        return known;
    }

    private void greet() {
        for (String line : List.of(
                "walkback, the recovery console for PostgreSQL archives; looking changes nothing",
                "  storage add NAME URL   gives an archive a name, to be opened by it",
                "  help                   all commands; Tab completes, F1 explains, Ctrl-D leaves")) {
            terminal.writer().println(line);
        }
        terminal.flush();
    }

    /** By an editor of its own: an answer is neither completed, nor suggested, nor remembered. */
    private Optional<String> asked(String question) {
        if (LineEditor.isDumb(terminal)) {
            PlainInput answers = new PlainInput(terminal, console.in(), () -> "", forgotten -> {});
            return Optional.ofNullable(answers.line(question));
        }
        LineReader answers = LineReaderBuilder.builder().terminal(terminal).build();
        answers.setVariable(LineReader.DISABLE_HISTORY, true);
        answers.setVariable(LineReader.DISABLE_COMPLETION, true);
        answers.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        int last = question.lastIndexOf('\n') + 1;
        if (last > 0) {
            terminal.writer().print(question.substring(0, last));
        }
        try {
            return Optional.of(answers.readLine(question.substring(last)));
        } catch (UserInterruptException | EndOfFileException | IOError none) {
            return Optional.empty();
        }
    }

    private void bindHelp() {
        reader.getWidgets().put(HELP_WIDGET, () -> {
            reader.printAbove(help(reader.getBuffer().toString()));
            return true;
        });
        String key = terminal.getStringCapability(InfoCmp.Capability.key_f1);
        KeyMap<Binding> keys = reader.getKeyMaps().get(LineReader.MAIN);
        if (key != null && keys != null) {
            keys.bind(new Reference(HELP_WIDGET), key, KeyMap.esc() + "OP");
        }
    }

    /** On the command that is being typed, as far as it can be told. */
    private static String help(String typed) {
        String name = "";
        TypedLine line = TypedLine.of(typed);
        String words = String.join(" ", line.before()) + " " + line.current();
        for (String known : Catalogue.NAMES) {
            if ((words.strip() + " ").startsWith(known + " ")) {
                name = known;
            }
        }
        if (!name.isEmpty()) {
            return HelpPage.of(Catalogue.command(name));
        }
        String first = words.strip().split(" ", -1)[0];
        return Catalogue.isGroup(first) ? HelpPage.ofGroup(first) : HelpPage.all();
    }
}
