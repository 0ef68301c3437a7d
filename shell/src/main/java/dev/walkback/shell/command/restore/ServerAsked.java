package dev.walkback.shell.command.restore;

import dev.walkback.engine.server.Postmaster;
import dev.walkback.shell.Console;
import dev.walkback.shell.server.Database;
import dev.walkback.shell.server.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A server that was asked where it is.
 *
 * @param address null where it does not listen
 * @param recovery null where it did not answer
 * @param why it did not; empty where it did
 */
record ServerAsked(
        Database.@Nullable Address address, @Nullable Recovery recovery, String why) {

    private static final String USUALLY_THERE = "postgres";
    private static final String ALWAYS_THERE = "template1";

    /** Where its lock file says that it listens, as those who may be its superuser. */
    static ServerAsked of(@Nullable Postmaster postmaster, Path data, String as, Console console) {
        Integer port = postmaster == null ? null : postmaster.port();
        String host = host(postmaster);
        if (port == null || host.isEmpty()) {
            return new ServerAsked(null, null, "it does not listen yet");
        }
        ServerAsked last = new ServerAsked(null, null, "nobody was asked");
        for (String user : users(as, data, console)) {
            Database.Address address = new Database.Address(host, port, user);
            last = ask(address, USUALLY_THERE);
            if (last.recovery() == null
                    && last.why().contains("does not exist")
                    && !last.why().contains("role")) {
                last = ask(address, ALWAYS_THERE);
            }
            if (last.recovery() != null || !last.mayAskAsAnother()) {
                return last;
            }
        }
        return last;
    }

    private boolean mayAskAsAnother() {
        return why.contains("role")
                || why.contains("authentication")
                || why.contains("password")
                || why.contains("pg_hba");
    }

    private static ServerAsked ask(Database.Address address, String database) {
        try (Database open = Database.open(address, database)) {
            return new ServerAsked(address, Recovery.of(open), "");
        } catch (Database.Failed e) {
            return new ServerAsked(address, null, String.valueOf(e.getMessage()));
        }
    }

    private static String host(@Nullable Postmaster postmaster) {
        if (postmaster == null) {
            return "";
        }
        if (!postmaster.socketFolder().isEmpty()) {
            return postmaster.socketFolder();
        }
        String address = postmaster.address();
        return address.equals("*") || address.equals("0.0.0.0") ? "127.0.0.1" : address.equals("::") ? "::1" : address;
    }

    private static Set<String> users(String as, Path data, Console console) {
        Set<String> users = new LinkedHashSet<>();
        if (!as.isEmpty()) {
            return Set.of(as);
        }
        if (!console.variable("PGUSER").isEmpty()) {
            users.add(console.variable("PGUSER"));
        }
        users.add("postgres");
        owner(data).ifPresent(users::add);
        if (!console.variable("USER").isEmpty()) {
            users.add(console.variable("USER"));
        }
        return users;
    }

    private static Optional<String> owner(Path data) {
        try {
            return Optional.of(Files.getOwner(data).getName()).filter(name -> !name.matches("\\d+|root"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }
}
