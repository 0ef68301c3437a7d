package dev.walkback.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A place to restore into, and a PostgreSQL for what was restored there. Its folder can be reached by the server's user; the
 * server goes with the JVM. What the restored settings say holds, but for what a test machine has no room for.
 */
public final class RestoredServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String KEEPER = """
            data=$PWD/cluster/data
            pg_ctl=$1
            shift
            end() { "$@" "$pg_ctl" -s -D "$data" -m immediate stop 2>/dev/null || :; [ -z "$keeping" ] || kill "$keeping"; exit 0; }
            keeping=
            trap 'end "$@"' TERM
            : >ready
            sleep 1000000 &
            keeping=$!
            wait $keeping
            """;

    private final PostgresBinaries binaries;
    private final ServerProcess keeper;
    private final List<String> asOwner;
    private final int port = Ports.free();
    private final Map<String, String> settings = new TreeMap<>();

    private RestoredServer(PostgresBinaries binaries, ServerProcess keeper, List<String> asOwner) {
        this.binaries = binaries;
        this.keeper = keeper;
        this.asOwner = asOwner;
    }

    static RestoredServer place(PostgresBinaries binaries) throws AbsentComponent {
        Installed.command("psql");
        Path folder = ServerProcess.freshFolder("restored");
        List<String> asOwner = PostgresServer.asOwner(folder);
        try {
            Path cluster = Files.createDirectory(folder.resolve("cluster"));
            Files.writeString(folder.resolve("pg_hba.conf"), "local all all trust\nhost all all 127.0.0.1/32 trust\n");
            Run.of(
                    folder,
                    "chmod",
                    "a+rx",
                    cluster.toString(),
                    folder.resolve("pg_hba.conf").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", KEEPER, "keeper"));
        command.add(binaries.program("pg_ctl").toString());
        command.addAll(asOwner);
        ServerProcess keeper = ServerProcess.start(folder, command, () -> Files.exists(folder.resolve("ready")));
        RestoredServer server = new RestoredServer(binaries, keeper, asOwner);
        server.settings.putAll(Map.of(
                "port", Integer.toString(server.port),
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "hba_file", folder.resolve("pg_hba.conf").toString(),
                "shared_buffers", "16MB",
                "fsync", "off"));
        return server;
    }

    public int port() {
        return port;
    }

    public int major() {
        return binaries.major();
    }

    /** Not there yet: what a restore is told to restore into. What lies beside it goes with the server, too. */
    public Path data() {
        return keeper.folder().resolve("cluster/data");
    }

    /** Overrides a setting, whatever the restored files say. */
    public void set(String parameter, String value) {
        settings.put(parameter, value);
    }

    /** {@code user:group} that the server runs as; empty for whoever runs the tests. */
    public String owner() {
        return asOwner.size() > 1 && asOwner.getFirst().equals("setpriv")
                ? asOwner.get(1).substring("--reuid=".length()) + ":"
                        + asOwner.get(2).substring("--regid=".length())
                : "";
    }

    /** Gives everything beside the data directory, and it, to the server's user: for restores that were told of no owner. */
    public void own() {
        if (!owner().isEmpty()) {
            Run.of(
                    keeper.folder(),
                    "chown",
                    "-R",
                    owner(),
                    keeper.folder().resolve("cluster").toString());
        }
    }

    /** Starts it, and does not wait for more than its lock file. */
    public void launch() {
        int before = said().length();
        // not with every question: files beside the data directory may be coming and going
        own();
        control("start", "-W", "-l", log().toString(), "-o", options());
        long end = System.nanoTime() + PATIENCE.toNanos();
        // pg_ctl goes before the server has its lock file: whoever asked then would hear that none runs
        while (!Files.exists(data().resolve("postmaster.pid")) && said().length() == before) {
            pause(end, "it did not begin");
        }
    }

    /** Starts it and waits until it answers. */
    public void start() {
        launch();
        await("true", "select true", "t"::equals);
    }

    private String options() {
        StringBuilder options = new StringBuilder();
        settings.forEach((name, value) ->
                options.append(" -c ").append(name).append("='").append(value).append("'"));
        return options.toString().strip();
    }

    public void stop() {
        control("stop", "-w", "-m", "fast");
    }

    /** Until it has ended by itself, as it does at a target that it cannot reach. */
    public void awaitEnd() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (isRunning()) {
            pause(end, "it did not end");
        }
    }

    public boolean isRunning() {
        try {
            control("status");
            return true;
        } catch (IllegalStateException stopped) {
            return false;
        }
    }

    /** Runs SQL as the superuser of the source, in the database {@code postgres}. */
    public String sql(String... statements) {
        return sqlIn("postgres", statements);
    }

    public String sqlIn(String database, String... statements) {
        List<String> command = new ArrayList<>(List.of("psql", "-XAtq", "-v", "ON_ERROR_STOP=1"));
        command.addAll(List.of("-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "postgres", "-d", database));
        // paused before a commit, a server holds that transaction's locks: who asks then would wait for ever
        command.addAll(List.of("-c", "set statement_timeout = '30s'"));
        for (String statement : statements) {
            command.add("-c");
            command.add(statement);
        }
        return run(command).strip();
    }

    /** What is in the tables of these databases now, as stories tell it; the table that only makes WAL is left out. */
    public Map<String, Story.Content> tables() {
        Map<String, Story.Content> tables = new TreeMap<>();
        for (String database : lines(sql("select datname from pg_database where datallowconn and not datistemplate"))) {
            for (String name : lines(sqlIn(
                    database,
                    "select schemaname || '.' || tablename from pg_tables where schemaname not in "
                            + "('pg_catalog', 'information_schema') and tablename <> 'wal_mark'"))) {
                String[] content = sqlIn(
                                database,
                                "select count(*), coalesce(md5(string_agg(t::text, '|' order by t::text)), '-') from "
                                        + name + " t")
                        .split("\\|", -1);
                tables.put(database + ":" + name, new Story.Content(Long.parseLong(content[0]), content[1]));
            }
        }
        return tables;
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isEmpty()).toList();
    }

    /** Asks again and again, also while it does not answer yet. */
    public String await(String what, String statement, Predicate<String> answer) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (true) {
            try {
                last = sql(statement);
                if (answer.test(last)) {
                    return last;
                }
            } catch (IllegalStateException notYet) {
                last = String.valueOf(notYet.getMessage());
            }
            if (!isRunning()) {
                throw new IllegalStateException("it ended before " + what + ":\n" + said());
            }
            pause(end, "not " + what + ", last: " + last);
        }
    }

    private void pause(long end, String failure) {
        if (System.nanoTime() > end) {
            throw new IllegalStateException(failure + "\n" + said());
        }
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public Path log() {
        return keeper.folder().resolve("cluster/server.log");
    }

    /** What the server logged. */
    public String said() {
        try {
            return Files.exists(log()) ? Files.readString(log()) : "";
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
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
            run(command);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + said(), e);
        }
    }

    private String run(List<String> command) {
        List<String> all = new ArrayList<>(asOwner);
        all.addAll(command);
        return Run.of(keeper.folder(), all.toArray(String[]::new));
    }
}
