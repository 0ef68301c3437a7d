package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.ArrayList;
import java.util.List;

/** WAL that is asked for. */
final class WalReceiveCommands {

    private WalReceiveCommands() {}

    static Command receive() {
        List<Option> options = new ArrayList<>(List.of(Option.value(
                        "--slot",
                        ValueType.TEXT,
                        "NAME",
                        "The physical replication slot, which is made where there is none.")
                .otherwise("WALG_SLOTNAME, else walg")));
        options.addAll(ServerOptions.all());
        return new Command(
                "wal receive",
                "stream WAL from a server into the archive",
                """
                Connects as a standby would, to the server that the options or PGHOST and its like name and to no other, and archives WAL \
                as it is written: in place of archive_command, or beside it. Each whole segment is stored as wal push stores it, with \
                the same checks. The role needs REPLICATION, and pg_hba.conf a line for replication; on servers before 15 also a \
                database to connect to.

                Begins with the first segment that the archive lacks, of those that the slot keeps; if the archive ended earlier and the \
                server still has what lies between, with that. WAL that neither has any more is told as a gap. The slot keeps what is \
                not durable in the archive, so nothing is missing wherever this is killed: start it again. A slot keeps WAL also when \
                nobody receives it: drop it when you no longer want it (select pg_drop_replication_slot('walg')).

                What was received is told to the server at once, so that it can shut down without waiting. When it is gone, this \
                tries again, more and more slowly, up to every 5 seconds; with several hosts in PGHOST the first that can be had. A \
                switch to another timeline is followed: the end of the old one is stored as .partial, filled up with zeros, the history of \
                the new one beside it. Holds two segments in memory. Ends when it is told to (Ctrl-C, SIGTERM).""",
                List.of(),
                options,
                List.of(Example.of(
                                "wal receive --host /nowhere --slot nightly --storage vault",
                                "no server is there, and no other is tried: exit 16")
                        .exits(Exit.NO_ACCESS.code())),
                List.of(Exit.REFUSED, Exit.KEY, Exit.DAMAGED, Exit.NO_ACCESS),
                Effect.CHANGES_STORAGE,
                true);
    }
}
