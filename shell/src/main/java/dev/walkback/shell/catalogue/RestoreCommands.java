package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.ArrayList;
import java.util.List;

/** Going back. */
final class RestoreCommands {

    private RestoreCommands() {}

    static Command plan() {
        List<Option> options = new ArrayList<>(RestoreOptions.all());
        options.add(Option.flag("--explain-choice", "Also say of each other backup why it is not taken."));
        options.add(Option.flag("--save", "Keep the plan, to be carried out later."));
        return new Command(
                "restore plan",
                "what going back to a moment would take, and whether it can be done",
                """
                Chooses the backup that gets there with the least work, and shows the way: its chain and parts, what is to be \
                fetched and written, the WAL on the route, where everything goes and whether there is room, which settings the \
                server must have, which PostgreSQL it needs, and what would be refused. Nothing is written. Reads the small \
                documents of the chain, and no part that is large.

                Without --into it says all but what depends on the directory.

                When transactions committed is not read: a time is held against when backups finished and segments were stored, \
                and so much WAL is planned that the moment lies within. Where a transaction or a restore point lies nobody has \
                looked: it is taken to be on the route, and says so.

                The exit code is 13 when the moment is before or behind all that is there, 14 when a gap or a broken chain lies \
                between, 15 when damage does; 4 when the plan stands and something here would be refused.""",
                List.of(),
                options,
                List.of(
                        Example.of("restore plan --storage orders", "to the newest moment"),
                        Example.of("restore plan --latest --into /srv/restore/orders --storage orders", "all of it"),
                        Example.of("restore plan --immediate --explain-choice --storage orders", "why that backup"),
                        Example.of(
                                        "restore plan --time '2020-01-01 00:00Z' --storage orders",
                                        "before all backups: exit 13")
                                .exits(13),
                        Example.of("restore plan --latest --storage orders --json", "for a script")),
                ArchiveCommands.exits(Exit.REFUSED, Exit.KEY, Exit.NOT_FOUND, Exit.UNREACHABLE_MOMENT, Exit.DAMAGED),
                Effect.READS,
                true);
    }
}
