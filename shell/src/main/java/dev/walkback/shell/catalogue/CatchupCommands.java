package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.ArrayList;
import java.util.List;

/** Copies that fell behind further than WAL reaches. */
final class CatchupCommands {

    private static final Argument COPY =
            Argument.required("DIR", ValueType.FILE, "The copy's data directory; its server is stopped.");

    private CatchupCommands() {}

    static Command push() {
        List<Option> options = new ArrayList<>(ServerOptions.all());
        options.add(Option.value("--since", ValueType.LSN, "LSN", "What the copy has. Required."));
        options.add(Option.flag("--whole", "Every file whole, as WAL-G does it; then the copy may lack files."));
        return new Command(
                "catchup push",
                "store what brings a copy forward",
                """
                For a replica that fell behind further than its primary keeps WAL. DIR is the data directory of the server that is asked, \
                which goes on working. Of files that consist of pages only those pages are stored that changed since LSN, of others all; \
                the copy then streams what comes after.

                LSN is what the stopped copy has: pg_controldata's "Latest checkpoint's REDO location". What is stored is no backup, \
                lies beside them under catchup_005/, and is deleted with storage rm.""",
                List.of(Argument.required("DIR", ValueType.FILE, "The data directory of the server.")),
                options,
                List.of(Example.of(
                                "catchup push /srv/pg --since 0/9C4A01B8 --storage orders",
                                "of the server that PGHOST names")
                        .exits(Exit.NO_ACCESS.code())),
                ArchiveCommands.exits(Exit.FAILED, Exit.REFUSED, Exit.CHANGED, Exit.KEY),
                Effect.CHANGES_STORAGE,
                true);
    }

    static Command list() {
        return new Command(
                "catchup list",
                "list what was stored to bring copies forward",
                "What catchup push and wal-g catchup-push stored, the oldest first, each with the position that a copy must have.",
                List.of(),
                List.of(),
                List.of(Example.of("catchup list --storage orders", "what there is")),
                ArchiveCommands.exits(Exit.FAILED),
                Effect.READS,
                true);
    }

    static Command fetch() {
        return new Command(
                "catchup fetch",
                "bring a copy forward by what was stored for it",
                """
                Lays what was pushed over the files of a copy. Refused, before anything is written, when the copy is of another cluster or \
                timeline, lacks more than was pushed, is ahead of it, lacks files of which only pages were pushed, or when a server runs on it.

                pg_control is put aside first and the new one comes last: broken off anywhere, no server starts on the directory, and the \
                same command goes on. Files of relations that were dropped since are removed; the copy keeps its pg_hba.conf, \
                its postgresql.conf and its tablespaces where they are. A tablespace that it has not yet comes to where it is at the \
                other server.""",
                List.of(COPY, Argument.required("NAME", ValueType.TEXT, "As catchup list names it, or LATEST.")),
                List.of(),
                List.of(Example.of("catchup fetch /srv/replica LATEST --storage orders", "nothing was pushed yet")
                        .exits(Exit.NOT_FOUND.code())),
                ArchiveCommands.exits(Exit.FAILED, Exit.REFUSED, Exit.NOT_FOUND, Exit.DAMAGED, Exit.KEY),
                Effect.WRITES_LOCAL,
                true);
    }

    static Command send() {
        return new Command(
                "catchup send",
                "bring a copy forward over a connection",
                """
                Sends to a catchup receive what its copy lacks, with no archive between. DIR is the data directory of the server that is \
                asked; --host, --port and --as name that server, HOST:PORT is where the copy's side listens. WAL-G's catchup-receive \
                understands it as well.

                The connection carries no authentication and no encryption: whoever can read it reads the cluster, and whoever answers on \
                HOST:PORT gets it. Lead it through ssh or a network that is closed. It is refused where the settings name a key for encryption, \
                since that would be expected to count.

                Nothing comes back over the connection: whether the copy is whole its own side says.""",
                List.of(
                        Argument.required("DIR", ValueType.FILE, "The data directory of the server."),
                        Argument.required("HOST:PORT", ValueType.TEXT, "Where the copy's side listens.")),
                ServerOptions.all(),
                List.of(Example.of("catchup send /srv/pg 127.0.0.1:7070", "through ssh -L 7070:127.0.0.1:7070 replica")
                        .exits(Exit.NO_ACCESS.code())),
                ArchiveCommands.exits(Exit.FAILED, Exit.REFUSED),
                Effect.READS,
                false);
    }

    static Command receive() {
        return new Command(
                "catchup receive",
                "take what catchup send sends to a copy",
                """
                Listens for one catchup send, also WAL-G's, and lays what comes over the copy's files. PORT alone listens on this machine only; \
                with an address before it, such as 10.0.0.7:7070 or 0.0.0.0:7070, others reach it.

                The protocol knows no authentication: whoever connects first writes the copy's files. Names that lead out of the data \
                directory are refused, and only files are deleted that the other side was told of. pg_control is put aside first and the \
                new one comes last: broken off anywhere, no server starts on the directory, and the same two commands go on.""",
                List.of(COPY, Argument.required("PORT", ValueType.TEXT, "The port to listen on, or ADDRESS:PORT.")),
                List.of(),
                List.of(Example.of("catchup receive /srv/replica 7070", "exit 14: no such directory here")
                        .exits(Exit.REFUSED.code())),
                ArchiveCommands.exits(Exit.FAILED, Exit.REFUSED),
                Effect.WRITES_LOCAL,
                false);
    }
}
