package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.catalogue.Catalogue;
import dev.walkback.shell.catalogue.HelpPage;
import dev.walkback.shell.catalogue.Topic;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.line.Nearest;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Prose;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code help}, and what {@code --help} becomes. */
final class Help {

    private Help() {}

    static Exit run(Invocation invocation, Session session) {
        session.reporter().show(new Prose("help", page(String.join(" ", invocation.arguments()))));
        return Exit.DONE;
    }

    private static String page(String about) {
        if (about.isEmpty()) {
            return HelpPage.all();
        }
        if (Catalogue.has(about)) {
            return HelpPage.of(Catalogue.command(about));
        }
        if (Catalogue.isGroup(about)) {
            return HelpPage.ofGroup(about);
        }
        return Topic.of(about).map(Topic::text).orElseThrow(() -> unknown(about));
    }

    private static UsageError unknown(String about) {
        List<String> known = new ArrayList<>(Catalogue.NAMES);
        known.addAll(Topic.names());
        known.add("storage");
        List<Suggestion> tries = new ArrayList<>();
        Optional<String> nearest = Nearest.to(about, known);
        nearest.ifPresent(name -> tries.add(Suggestion.command("help " + name, "the nearest")));
        if (ErrorCode.of(about).isPresent()) {
            tries.add(Suggestion.command("explain " + about, "it is an error code"));
        }
        tries.add(Suggestion.command("help", "all commands and topics"));
        return new UsageError(ErrorCode.UNKNOWN_TOPIC, "no help on " + ShellWord.quoted(about), "", tries);
    }
}
