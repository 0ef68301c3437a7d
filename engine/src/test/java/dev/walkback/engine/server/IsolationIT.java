package dev.walkback.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A copy of a cluster that talks to everybody talks to nobody. */
class IsolationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static List<Integer> majors() {
        return Components.postgresMajors().stream()
                .filter(major -> List.of(13, 15, 18).contains(major))
                .toList();
    }

    /** Somebody whom the source calls. */
    private static final class Called implements AutoCloseable {

        private final ServerSocket socket;
        final AtomicInteger calls = new AtomicInteger();

        Called() throws IOException {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try {
                        socket.accept().close();
                        calls.incrementAndGet();
                    } catch (IOException over) {
                        return;
                    }
                }
            });
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void a_copy_of_a_subscriber_that_archives_and_vacuums_does_none_of_it(int major) throws Exception {
        try (Called called = new Called();
                PostgresServer source = Components.postgres(major, Map.of("wal_level", "logical"))) {
            source.sql(
                    "create subscription s connection 'host=127.0.0.1 port=" + called.port()
                            + " dbname=x user=y' publication p with (connect = false, slot_name = 's')",
                    "alter subscription s enable");
            await(() -> called.calls.get() > 0);
            source.stop();
            source.set("archive_mode", "on");
            source.set("archive_command", "touch " + source.data().resolveSibling("archived-%f"));
            source.set("shared_preload_libraries", "not_there");
            source.set("primary_conninfo", "host=127.0.0.1 port=" + called.port());
            Path data = source.freshFolder().resolve("data");
            run("cp", "-a", source.data().toString(), data.toString());
            called.calls.set(0);

            look(major, data, source.user());

            assertThat(called.calls).hasValue(0);
            try (DirectoryStream<Path> archived =
                    Files.newDirectoryStream(source.data().getParent(), "archived-*")) {
                assertThat(archived).isEmpty();
            }
        }
    }

    private static void look(int major, Path data, String user) throws Exception {
        RunAs owner = RunAs.ownerOf(data);
        SocketFolder socket = SocketFolder.make(data, owner, Path.of("/tmp"));
        Installation installation =
                Installations.at(Components.postgresPrograms(major)).orElseThrow();
        ScratchServer server = new ScratchServer(
                installation,
                data,
                owner,
                data.resolveSibling("log"),
                Isolation.settings(major, 5432, socket.path(), socket.access()));
        server.start();
        try {
            await(() -> "ready".equals(status(data)));
            String psql = Components.command("psql").toString();
            String processes = run(
                    psql,
                    "-XAt",
                    "-h",
                    socket.path().toString(),
                    "-p",
                    "5432",
                    "-U",
                    user,
                    "-d",
                    "postgres",
                    "-c",
                    "checkpoint",
                    "-c",
                    "select pg_switch_wal()",
                    "-c",
                    "select backend_type from pg_stat_activity");
            assertThat(processes)
                    .contains("client backend")
                    .doesNotContain("logical replication", "walreceiver", "archiver", "autovacuum");
            assertThat(networkSockets(data)).isEmpty();
        } finally {
            server.stop(ScratchServer.Mode.IMMEDIATE, PATIENCE);
            run("rm", "-rf", socket.path().toString());
        }
        assertThat(DataDirectory.look(data).isLive()).isFalse();
    }

    @Test
    void a_server_that_does_not_start_says_why() throws Exception {
        int major = Components.postgresMajors().getLast();
        try (PostgresServer source = Components.postgres(major, Map.of())) {
            source.stop();
            Path data = source.freshFolder().resolve("data");
            run("cp", "-a", source.data().toString(), data.toString());
            RunAs owner = RunAs.ownerOf(data);
            SocketFolder socket = SocketFolder.make(data, owner, Path.of("/tmp"));
            Installation installation =
                    Installations.at(Components.postgresPrograms(major)).orElseThrow();
            var settings =
                    new java.util.LinkedHashMap<>(Isolation.settings(major, 5432, socket.path(), socket.access()));
            settings.put("no_such_setting", "it's \"odd\"");
            Path log = data.resolveSibling("log");
            ScratchServer server = new ScratchServer(installation, data, owner, log, settings);
            try {
                server.start();
            } catch (ScratchServer.Failed said) {
                // pg_ctl may have noticed
            }
            await(() -> text(log).contains("no_such_setting"));
            assertThat(DataDirectory.look(data).isLive()).isFalse();
            run("rm", "-rf", socket.path().toString());
        }
    }

    /** Of all processes that work in the directory, other than those through which a server of old talks to itself. */
    private static Set<String> networkSockets(Path data) throws IOException {
        Set<String> tcp = new TreeSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.exists(Path.of(table))) {
                Files.readAllLines(Path.of(table)).stream()
                        .skip(1)
                        .map(line -> line.strip().split("\\s+"))
                        .forEach(fields -> tcp.add("socket:[" + fields[9] + "]"));
            }
        }
        Set<String> found = new TreeSet<>();
        Object key = Files.readAttributes(data, "fileKey").get("fileKey");
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                try {
                    if (key.equals(Files.readAttributes(process.resolve("cwd"), "fileKey")
                            .get("fileKey"))) {
                        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
                            files.forEach(
                                    file -> link(file).filter(tcp::contains).ifPresent(found::add));
                        }
                    }
                } catch (IOException ended) {
                    // it is no more
                }
            }
        }
        return found;
    }

    private static java.util.Optional<String> link(Path file) {
        try {
            return java.util.Optional.of(Files.readSymbolicLink(file).toString());
        } catch (IOException closed) {
            return java.util.Optional.empty();
        }
    }

    private static String status(Path data) {
        Postmaster postmaster = DataDirectory.look(data).postmaster();
        return postmaster == null ? "" : postmaster.status();
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
