package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.catalogue.BashCompletion;
import dev.walkback.shell.catalogue.FishCompletion;
import dev.walkback.shell.catalogue.ZshCompletion;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.Prose;

/** {@code completion}. */
final class Completion {

    private Completion() {}

    static Exit run(Invocation invocation, Session session) {
        String script = switch (invocation.argument(0)) {
            case "bash" -> BashCompletion.script();
            case "zsh" -> ZshCompletion.script();
            default -> FishCompletion.script();
        };
        session.reporter().show(new Prose("completion", script));
        return Exit.DONE;
    }
}
