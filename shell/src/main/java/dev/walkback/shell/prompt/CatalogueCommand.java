package dev.walkback.shell.prompt;

import dev.walkback.shell.Exit;
import dev.walkback.shell.Turn;
import dev.walkback.shell.catalogue.Catalogue;
import dev.walkback.shell.catalogue.Effect;
import dev.walkback.shell.session.Sitting;
import java.util.function.Supplier;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.ExitStatus;
import org.springframework.shell.core.command.availability.Availability;
import org.springframework.shell.core.command.availability.AvailabilityProvider;

/** A command of the catalogue as Spring's registry holds it. Its words reach our own parser as they were typed. */
record CatalogueCommand(String name, Supplier<Turn> turn, Sitting sitting) implements Command {

    private static final String NOT_ARMED = "this session is read-only; session arm asks for the cluster's name";

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDescription() {
        return Catalogue.command(name).summary();
    }

    @Override
    public String getGroup() {
        return name.substring(0, (name + " ").indexOf(' '));
    }

    @Override
    public AvailabilityProvider getAvailabilityProvider() {
        return () -> Catalogue.command(name).effect() == Effect.CHANGES_STORAGE && !sitting.mayChange()
                ? Availability.unavailable(NOT_ARMED)
                : Availability.available();
    }

    /** Says itself what is wrong: Spring's own words for a command that is not available name no way out. */
    @Override
    public ExitStatus execute(CommandContext context) {
        Exit exit = turn.get()
                .take(context.parsedInput().arguments().stream()
                        .map(CommandArgument::value)
                        .toList());
        return new ExitStatus(exit.code(), exit.meaning());
    }
}
