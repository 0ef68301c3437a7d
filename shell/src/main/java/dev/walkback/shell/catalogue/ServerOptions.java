package dev.walkback.shell.catalogue;

import java.util.List;

/** How a command is told which PostgreSQL server to ask. A password is never among them: PGPASSFILE, or PGPASSWORD. */
final class ServerOptions {

    private ServerOptions() {}

    static List<Option> all() {
        return List.of(
                Option.value("--host", ValueType.TEXT, "HOST", "The server, or the directory of its socket.")
                        .otherwise("PGHOST, else the usual directories of sockets"),
                Option.value("--port", ValueType.TEXT, "PORT", "Its port.").otherwise("PGPORT, else 5432"),
                Option.value("--as", ValueType.TEXT, "ROLE", "The role to ask it as.")
                        .otherwise("PGUSER, else this user"),
                Option.value("--database", ValueType.TEXT, "NAME", "The database to connect to.")
                        .otherwise("PGDATABASE, else the role's own"));
    }
}
