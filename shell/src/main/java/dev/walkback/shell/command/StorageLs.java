package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.EntryList;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Storage;
import java.util.List;
import java.util.stream.Stream;

/** {@code storage ls}. */
final class StorageLs {

    private StorageLs() {}

    static Exit run(Invocation invocation, Session session) {
        Storage storage = session.storages().open(invocation.value("--storage").orElse(""));
        String prefix = invocation.argument(0);
        try (Stream<? extends Entry> entries =
                invocation.has("--recursive") ? storage.list(KeyRange.prefix(prefix)) : directlyIn(storage, prefix)) {
            EntryList list = new EntryList(storage.location().text(), entries.iterator(), invocation.has("--long"));
            session.reporter().show(list);
            if (list.count() == 0 && !session.reporter().style().json()) {
                session.reporter().note(prefix.isEmpty() ? "the storage is empty" : "no key begins like that");
            }
        }
        return Exit.DONE;
    }

    /**
     * A prefix that ends in a slash is a folder, and so is one that is the whole name of a folder and of nothing else: what is
     * in it is meant. Any other is the beginning of names.
     */
    private static Stream<? extends Entry> directlyIn(Storage storage, String prefix) {
        if (prefix.isEmpty() || prefix.endsWith("/")) {
            return storage.entries(prefix);
        }
        String parent = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        List<Entry> firstTwo;
        try (Stream<Entry> siblings = alike(storage, parent, prefix)) {
            firstTwo = siblings.limit(2).toList();
        }
        boolean folder = firstTwo.size() == 1 && firstTwo.getFirst().key().equals(prefix + "/");
        return folder ? storage.entries(prefix + "/") : alike(storage, parent, prefix);
    }

    private static Stream<Entry> alike(Storage storage, String parent, String prefix) {
        return storage.entries(parent).filter(entry -> entry.key().startsWith(prefix));
    }
}
