package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.ArrayList;
import java.util.List;

/** An archive as a whole, and the clusters in it. */
final class ArchiveCommands {

    private ArchiveCommands() {}

    static Command show() {
        return new Command(
                "archive show",
                "what is stored, all of it, and what is wrong with it",
                """
                Lists the storage and tells which clusters it holds, how many objects there are of each kind (what is of no known \
                kind is counted too), and every finding: its severity, what it costs in backups and in moments that can be \
                reached, and what to type next.

                The exit code is 3 when anything was found that is more than a note, or when not all could be listed.""",
                List.of(),
                List.of(),
                List.of(
                        Example.of("archive show --storage orders", "everything")
                                .exits(0),
                        Example.of("archive show --storage orders --json", "for a script"),
                        Example.of("archive show --storage orders --words", "in sentences")),
                exits(Exit.FINDINGS),
                Effect.READS,
                true);
    }

    static Command clusters() {
        return new Command(
                "cluster list",
                "the clusters under one prefix",
                """
                Tells the PostgreSQL clusters apart that were archived into one storage, by their system identifiers: version, \
                segment size, how many timelines, segments and backups, and how many backups can be restored. They are never \
                mixed: with several, other commands ask which one is meant.""",
                List.of(),
                List.of(),
                List.of(
                        Example.of("cluster list --storage orders", "all of them"),
                        Example.of("cluster list --storage orders --plain", "one record a line")),
                exits(Exit.FINDINGS),
                Effect.READS,
                true);
    }

    static Command use() {
        return new Command(
                "cluster use",
                "choose a cluster",
                """
                From then on commands are about this one, at the prompt and in a command file. For a single command --cluster ID \
                says the same.""",
                List.of(Argument.required("ID", ValueType.CLUSTER, "The system identifier, or the last digits of it.")),
                List.of(),
                List.of(Example.of("cluster use 4410 --storage orders", "").exits(13)),
                exits(Exit.FINDINGS, Exit.NOT_FOUND),
                Effect.READS,
                true);
    }

    static List<Exit> exits(Exit... more) {
        List<Exit> all = new ArrayList<>(List.of(more));
        all.add(Exit.NO_STORAGE);
        all.add(Exit.NO_ACCESS);
        all.sort(null);
        return all;
    }
}
