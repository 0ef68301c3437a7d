package dev.walkback.shell;

import dev.walkback.shell.catalogue.Catalogue;
import dev.walkback.shell.catalogue.Effect;
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
import dev.walkback.shell.session.Occasion;
import dev.walkback.shell.session.Sitting;
import dev.walkback.shell.session.Standing;
import dev.walkback.shell.settings.KnownStorage;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One command of a sitting: understood, done, and what went wrong put into words. Arguments, {@code -c}, command files and the
 * prompt all come through here, so that they behave the same.
 */
public final class Turn {

    private final Sitting sitting;
    private final Console console;

    public Turn(Sitting sitting, Console console) {
        this.sitting = sitting;
        this.console = console;
    }

    /** What is put before own commands in suggestions: at the prompt they are typed as they are. */
    private String program() {
        return sitting.occasion() == Occasion.PROMPT ? "" : "walkback ";
    }

    public Exit take(List<String> words) {
        Invocation invocation;
        try {
            invocation = Parser.parse(words.getFirst().equals("--version") ? List.of("version") : words);
        } catch (UsageError error) {
            reporterFor(words).error(error.problem());
            return Exit.USAGE;
        }
        return perform(invocation);
    }

    /** Says things where no command was understood, in the style that the words ask for. */
    Reporter reporterFor(List<String> words) {
        return reporter(new TreeSet<>(words));
    }

    /** Says things that belong to no command. */
    public Reporter reporter(Set<String> options) {
        Set<String> all = new TreeSet<>(options);
        all.addAll(sitting.options().keySet());
        return new Reporter(console, Style.of(all, "", console), program());
    }

    public Exit perform(Invocation typed) {
        Invocation invocation = typed.with(sitting.options());
        if (sitting.occasion() == Occasion.SCRIPT) {
            // a suggestion is typed elsewhere, where this sitting's storage is not open
            invocation = invocation.onStorage(sitting.standing().storage());
        }
        Style asked = Style.of(
                invocation.options().keySet(), invocation.value("--progress").orElse(""), console);
        Style style = sitting.standing().preferences().accessible() ? asked.spoken() : asked;
        Reporter reporter = new Reporter(console, style, program());
        try (Storages storages = new SettingsStorages(invocation, console, reporter, sitting)) {
            checkPlace(invocation);
            return Commands.run(
                    invocation,
                    new Session(
                            console,
                            reporter,
                            storages,
                            sitting,
                            new ArchiveLooker(invocation, console, ofLooking(reporter), sitting),
                            this::perform));
        } catch (RuntimeException | InterruptedException failure) {
            return failed(failure, invocation, reporter);
        }
    }

    /** At the start of a prompt: the storage that the settings name, if they do, is open, and its listing begins. */
    public void openWhatTheSettingsName() {
        Reporter reporter = reporter(Set.of());
        try (Storages storages = new SettingsStorages(looking(), console, reporter, sitting)) {
            sitting.open(storages.target("").name());
            listIfNeeded();
        } catch (UsageError problem) {
            sitting.open("");
            if (problem.problem().code() != ErrorCode.STORAGE_NOT_GIVEN) {
                reporter.error(problem.problem());
            }
        }
    }

    /** Begins to list what is open and was not listed, and does not wait for it. What failed is not tried again unasked. */
    public void listIfNeeded() {
        Standing now = sitting.standing();
        boolean needed = !now.storage().isEmpty()
                && now.archive() == null
                && !now.preferences().offline();
        if (needed && sitting.isToBeTried()) {
            ArchiveLooker looker = new ArchiveLooker(looking(), console, ofLooking(reporter(Set.of())), sitting);
            sitting.list(objects -> looker.look(now.storage(), objects));
        }
    }

    /** The names that the settings have for storages; none where the settings cannot be read. */
    public List<String> storageNames() {
        try (Storages storages = new SettingsStorages(looking(), console, reporter(Set.of("--quiet")), sitting)) {
            return storages.known().stream().map(KnownStorage::name).toList();
        } catch (UsageError unreadable) {
            return List.of();
        }
    }

    private Invocation looking() {
        return Parser.parse(List.of("session", "show")).with(sitting.options());
    }

    private void checkPlace(Invocation invocation) {
        String name = invocation.command().name();
        if (sitting.occasion() != Occasion.PROMPT && Catalogue.isForThePrompt(name)) {
            throw new UsageError(
                    ErrorCode.PROMPT_ONLY,
                    name + " belongs to the prompt",
                    "there is none here; walkback without a command opens it",
                    Suggestion.command("help " + name, "what it does there"));
        }
        if (invocation.command().effect() == Effect.CHANGES_STORAGE) {
            sitting.checkMayChange(name);
        }
    }

    /** A look may outlast its command, and must not write into the line that is being typed by then. */
    private Reporter ofLooking(Reporter reporter) {
        return sitting.occasion() == Occasion.PROMPT ? reporter(Set.of("--quiet")) : reporter;
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
}
