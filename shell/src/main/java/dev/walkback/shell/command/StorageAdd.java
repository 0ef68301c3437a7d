package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.StorageAdded;

/** {@code storage add}. */
final class StorageAdd {

    private StorageAdd() {}

    static Exit run(Invocation invocation, Session session) {
        StorageAdded added = session.storages()
                .add(
                        invocation.argument(0),
                        invocation.argument(1),
                        invocation.arguments().subList(2, invocation.arguments().size()),
                        invocation.has("--replace"),
                        invocation.has("--default"));
        session.reporter().show(added);
        return Exit.DONE;
    }
}
