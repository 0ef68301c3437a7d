package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.report.StorageList;

/** {@code storage list}. */
final class StorageNames {

    private StorageNames() {}

    static Exit run(Session session) {
        StorageList list = new StorageList(session.storages().known());
        session.reporter().show(list);
        if (list.storages().isEmpty()) {
            session.reporter().note("no settings describe one; help storage add shows how to name one");
        }
        return Exit.DONE;
    }
}
