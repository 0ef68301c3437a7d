package dev.walkback.shell.settings;

import java.util.List;

/** What a config file holds under a key, before anyone asks what it means. */
sealed interface Node {

    /**
     * @param text a secret until it is known whose value it is
     * @param rewritten whether the format read the text as a number and wrote it in another way: {@code 0123} is 83 in YAML
     */
    record Text(Secret text, boolean rewritten) implements Node {}

    /** Entries in the order of the file; a key may be there twice. */
    record Table(List<Entry> entries) implements Node {

        static final Table EMPTY = new Table(List.of());

        public Table {
            entries = List.copyOf(entries);
        }
    }

    /** A list, which no setting is. */
    record Items() implements Node {}

    /** @param line 0 where it is not known */
    record Entry(String key, Node node, int line) {}
}
