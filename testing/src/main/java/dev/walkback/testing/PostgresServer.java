package dev.walkback.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A small PostgreSQL cluster of its own on a loopback port. It can be stopped, crashed and started again, and goes with
 * the JVM. Run by root it belongs to the user {@code postgres}, or to {@code nobody} where there is none.
 */
public final class PostgresServer implements AutoCloseable {

    private final PostgresBinaries binaries;
    private final ServerProcess keeper;
    private final List<String> asOwner;
    private final String psql;
    private final int port;

    private PostgresServer(
            PostgresBinaries binaries, ServerProcess keeper, List<String> asOwner, String psql, int port) {
        this.binaries = binaries;
        this.keeper = keeper;
        this.asOwner = asOwner;
        this.psql = psql;
        this.port = port;
    }

    /** What in the settings is none: options of {@code initdb}, such as {@code --wal-segsize=1}. */
    public static final String INITDB = "initdb";

    /** A cluster with the given settings on top of small ones, started. */
    static PostgresServer start(PostgresBinaries binaries, Map<String, String> settings) throws AbsentComponent {
        String psql = Installed.command("psql").toString();
        Path folder = ServerProcess.freshFolder("postgres");
        List<String> asOwner = asOwner(folder);
        Path script = folder.resolve("postgres.sh");
        try (InputStream text = Objects.requireNonNull(PostgresServer.class.getResourceAsStream("postgres.sh"))) {
            Files.copy(text, script);
            Files.writeString(folder.resolve("initdb.options"), settings.getOrDefault(INITDB, ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.add(binaries.folder().toString());
        command.addAll(asOwner);
        ServerProcess keeper = ServerProcess.start(folder, command, () -> Files.exists(folder.resolve("ready")));
        PostgresServer server = new PostgresServer(binaries, keeper, asOwner, psql, Ports.free());
        server.set("port", Integer.toString(server.port));
        settings.forEach((name, value) -> {
            if (!name.equals(INITDB)) {
                server.set(name, value);
            }
        });
        server.start();
        return server;
    }

    public int major() {
        return binaries.major();
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    /** The superuser and the database of that name; no password is asked for. */
    public String user() {
        return "postgres";
    }

    /** What libpq and those who follow it read: {@code PGHOST} and its like. */
    public Map<String, String> environment() {
        return Map.of("PGHOST", host(), "PGPORT", Integer.toString(port), "PGUSER", user(), "PGDATABASE", user());
    }

    public Path data() {
        return keeper.folder().resolve("cluster/data");
    }

    /** An empty folder that belongs to the server's owner, for archives and restores. */
    public Path freshFolder() {
        return Path.of(
                run("mktemp", "-d", data().resolveSibling("folder-XXXXXX").toString())
                        .strip());
    }

    /** Sets a parameter for the next start. */
    public void set(String parameter, String value) {
        try {
            Files.writeString(
                    data().resolve("postgresql.conf"),
                    parameter + " = '" + value.replace("'", "''") + "'\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs SQL as the superuser, each statement by itself, and gives what it answers: rows by line, columns by bar. */
    public String sql(String... statements) {
        List<String> command = new ArrayList<>(List.of(psql, "-XAtq", "-v", "ON_ERROR_STOP=1"));
        command.addAll(List.of("-h", host(), "-p", Integer.toString(port), "-U", user(), "-d", user()));
        command.addAll(List.of("-c", "set client_min_messages = warning"));
        for (String statement : statements) {
            command.add("-c");
            command.add(statement);
        }
        return run(command.toArray(String[]::new)).strip();
    }

    public void start() {
        control("start", "-w", "-l", data().resolveSibling("server.log").toString());
    }

    public void stop() {
        control("stop", "-w", "-m", "fast");
    }

    /** Stops without a checkpoint; the next start recovers. */
    public void crash() {
        control("stop", "-w", "-m", "immediate");
    }

    @Override
    public void close() {
        keeper.close();
    }

    private void control(String... action) {
        List<String> command =
                new ArrayList<>(List.of(binaries.program("pg_ctl").toString(), "-s", "-D", data().toString()));
        command.addAll(List.of(action));
        try {
            run(command.toArray(String[]::new));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + log(), e);
        }
    }

    private String log() {
        Path log = data().resolveSibling("server.log");
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private String run(String... command) {
        List<String> all = new ArrayList<>(asOwner);
        all.addAll(List.of(command));
        return Run.of(keeper.folder(), all.toArray(String[]::new));
    }

    // nothing of whoever runs the tests reaches the server: neither PGDATA nor a locale
    static List<String> asOwner(Path folder) {
        List<String> clean = List.of("env", "-i", "PATH=" + System.getenv("PATH"), "LC_ALL=C", "TZ=UTC");
        if (!"root".equals(System.getProperty("user.name"))) {
            return clean;
        }
        String owner = Run.of(folder, "sh", "-c", "id -u postgres 2>/dev/null || id -u nobody")
                .strip();
        String group = Run.of(folder, "sh", "-c", "id -g postgres 2>/dev/null || id -g nobody")
                .strip();
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--reuid=" + owner, "--regid=" + group, "--clear-groups"));
        command.addAll(clean);
        return List.copyOf(command);
    }
}
