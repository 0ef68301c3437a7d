package dev.walkback.shell.command;

import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.server.ServerAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** The PostgreSQL server that a command asks: what its options say, else the settings, PGHOST and its like among them. */
final class ServerChoice {

    private static final Map<String, String> SETTINGS =
            Map.of("--host", "PGHOST", "--port", "PGPORT", "--as", "PGUSER", "--database", "PGDATABASE");

    private ServerChoice() {}

    static ServerAddress of(Invocation invocation, Session session) {
        Map<String, String> said = new LinkedHashMap<>();
        SETTINGS.forEach((option, setting) -> invocation.value(option).ifPresent(value -> said.put(setting, value)));
        return session.storages().server().with(said);
    }
}
