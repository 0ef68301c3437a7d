package dev.walkback.shell.command;

import dev.walkback.engine.archive.Archive;
import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.archive.ClusterList;
import dev.walkback.shell.session.Occasion;

/** {@code storage open}: lists it, and goes on with it from then on. */
final class StorageOpen {

    private StorageOpen() {}

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        String name = invocation.argument(0);
        session.storages().target(name);
        session.sitting().open(name);
        Archive archive = Archives.fresh(session);
        Exit exit = Views.shown(new ClusterList(session.sitting().findings(archive)), archive, false, session);
        if (archive.clusters().isEmpty()) {
            session.reporter().error(Misplaced.of(archive).problem());
            return Exit.NO_STORAGE;
        }
        if (session.sitting().occasion() == Occasion.COMMAND) {
            session.reporter()
                    .note("it stays open as long as the process; --storage=" + ShellWord.quoted(name)
                            + " names it with any command");
        }
        return exit;
    }
}
