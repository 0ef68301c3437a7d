package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ObjectReport;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;

/** {@code storage stat}. */
final class StorageStat {

    private StorageStat() {}

    static Exit run(Invocation invocation, Session session) {
        Storage storage = session.storages().open(invocation.value("--storage").orElse(""));
        String key = invocation.argument(0);
        ObjectInfo object =
                storage.stat(key).orElseThrow(() -> new StorageException.Missing(storage.location(), key, null));
        session.reporter().show(new ObjectReport(storage.location().text(), object));
        return Exit.DONE;
    }
}
