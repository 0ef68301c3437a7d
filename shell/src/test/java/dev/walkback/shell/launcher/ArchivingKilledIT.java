package dev.walkback.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.storage.codec.Codecs;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A server that writes, and one after the other of those who archive its WAL is killed, the server among them. Whatever it asked to have
 * archived was copied aside before anything of ours saw it; in the end the archive must have all of that, and no segment between may lack.
 */
class ArchivingKilledIT {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"));
    private static final boolean CHAOS = Boolean.getBoolean("walkback.chaos");
    private static final long SEED = Long.getLong("walkback.seed", 20261121L);
    /** So many may wait: what is killed is to be at work, and not behind for ever. */
    private static final int BACKLOG = 6;

    private static final String LOAD =
            "insert into kept select repeat(md5(n::text), 8) from generate_series(1, 1500) n";

    private static PostgresServer server;
    private static Path program;

    private final Random random = new Random(SEED);
    private final Path archive = server.freshFolder();
    private final Path witness = server.freshFolder();
    private final AtomicBoolean over = new AtomicBoolean();

    @BeforeAll
    static void a_server_and_a_program_that_it_may_run() throws Exception {
        // the caches are made once, and not in the copy, which is another's
        Ended.run(
                ROOT,
                Map.of("WALG_FILE_PREFIX", "/nowhere"),
                List.of(ROOT.resolve("scripts/walkback").toString(), "wal", "push", "/nowhere/none"));
        server = Components.postgres(
                Components.postgresMajors().getLast(),
                Map.of(
                        PostgresServer.INITDB,
                        "--wal-segsize=1",
                        "archive_mode",
                        "on",
                        "max_wal_size",
                        "8MB",
                        "min_wal_size",
                        "2MB"));
        program = server.data().resolveSibling("program");
        Files.createDirectories(program.resolve("shell/target"));
        run("cp", "-a", ROOT.resolve("scripts").toString(), program.toString());
        run(
                "cp",
                "-a",
                ROOT.resolve("shell/target/dist").toString(),
                program.resolve("shell/target").toString());
        run("chmod", "-R", "a+rX", program.toString());
        server.sql("create table kept (line text)");
    }

    @AfterAll
    static void it_is_stopped() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void through_a_spool_no_segment_is_lost() throws Exception {
        Path spool = server.data().resolveSibling("push-spool");
        asServer("WALG_FILE_PREFIX=" + archive + " WALKBACK_PUSH_WAIT=10s " + program
                + "/scripts/walkback wal push --spool " + spool + " --plain >" + spool + ".txt");
        String command =
                Files.readString(spool.resolveSibling("push-spool.txt")).strip().split("\t", -1)[2];
        archiveBy(command);
        killed(
                CHAOS ? 100 : 6,
                line -> line.contains(" wal upload "),
                line -> line.contains(" wal upload ") || line.contains(spool + "/push"));
        assertThat(Files.readString(spool.resolve("log"))).contains("stores what ");
    }

    @Test
    void one_by_one_no_segment_is_lost() throws Exception {
        archiveBy("WALG_FILE_PREFIX=" + archive + " exec " + program + "/scripts/wal-g wal-push \"%p\"");
        killed(CHAOS ? 100 : 2, line -> line.contains("wal-push"), line -> line.contains("wal-push"));
    }

    /** The witness has to be whole before anybody else sees the file. */
    private void archiveBy(String command) throws Exception {
        server.set(
                "archive_command",
                "cp \"%p\" " + witness + "/.%f && mv " + witness + "/.%f " + witness + "/%f && { " + command + "; }");
        server.stop();
        server.start();
    }

    /** @param script with it, of which a death costs ten seconds: the server begins its archiver anew, and not at once */
    private void killed(int kills, Predicate<String> helper, Predicate<String> script) throws Exception {
        Thread load = Thread.ofPlatform().start(this::write);
        try {
            for (int kill = 0; kill < kills; kill++) {
                long before = witnessed().size();
                // there is something on its way again, and not always at the same point of it
                await(() -> witnessed().size() > before, "the server to archive on");
                Thread.sleep(random.nextInt(300));
                switch (kill % 4) {
                    case 1 -> killServer();
                    case 3 -> processes(script).forEach(ProcessHandle::destroyForcibly);
                    default -> processes(helper).forEach(ProcessHandle::destroyForcibly);
                }
            }
        } finally {
            over.set(true);
            load.join();
        }
        server.sql("checkpoint", "select pg_switch_wal()", LOAD);
        await(() -> ready() == 0, "everything to be archived");
        assertThat(missingOrDifferent()).as("seed %d", SEED).isEmpty();
        assertThat(witnessed().size()).isGreaterThan(kills);
    }

    private void write() {
        while (!over.get()) {
            try {
                if (ready() > BACKLOG) {
                    Thread.sleep(20);
                    continue;
                }
                server.sql(LOAD, "select pg_switch_wal()");
            } catch (IllegalStateException killed) {
                Thread.onSpinWait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static long ready() {
        String[] names =
                server.data().resolve("pg_wal/archive_status").toFile().list((folder, name) -> name.endsWith(".ready"));
        return names == null ? 0 : names.length;
    }

    private static void killServer() throws Exception {
        long postmaster = Long.parseLong(
                Files.readAllLines(server.data().resolve("postmaster.pid")).getFirst());
        ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
        List<ProcessHandle> children = handle.children().toList();
        handle.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        // what it ran goes on until it has ended by itself, as its archive_command does
        await(() -> !handle.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive), "the server to be gone");
        server.start();
    }

    private static Stream<ProcessHandle> processes(Predicate<String> line) {
        return ProcessHandle.allProcesses()
                .filter(it -> it.pid() != ProcessHandle.current().pid())
                .filter(it -> line.test(commandLine(it)));
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    private SortedMap<String, Path> witnessed() {
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(witness)) {
            all.filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}"))
                    .forEach(file -> files.put(file.getFileName().toString(), file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return files;
    }

    /** What the archive lacks, or has otherwise than the server had it. */
    private List<String> missingOrDifferent() throws IOException {
        List<String> wrong = new ArrayList<>();
        SortedMap<String, Path> files = witnessed();
        long first = number(files.firstKey());
        for (long number = first; number <= number(files.lastKey()); number++) {
            String name = "%s%08X%08X".formatted(files.firstKey().substring(0, 8), number >> 12, number & 0xFFF);
            Path stored = archive.resolve("wal_005").resolve(name + ".lz4");
            if (!Files.exists(stored)) {
                wrong.add(name + " is not there");
            } else if (files.containsKey(name) && !isEqual(stored, files.get(name))) {
                wrong.add(name + " is different");
            }
        }
        return wrong;
    }

    /** Of segments of 1 MB: 4096 of them have a number in the middle of the name in common. */
    private static long number(String name) {
        return (Long.parseLong(name.substring(8, 16), 16) << 12) + Long.parseLong(name.substring(16), 16);
    }

    private static boolean isEqual(Path stored, Path plain) throws IOException {
        try (InputStream one = Codecs.named("lz4").orElseThrow().decoding(Files.newInputStream(stored));
                InputStream other = Files.newInputStream(plain)) {
            return java.util.Arrays.equals(one.readAllBytes(), other.readAllBytes());
        }
    }

    private static void asServer(String command) {
        server.sql("copy (select 1) to program '" + command.replace("'", "''") + "'");
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + 120_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(end);
            Thread.sleep(10);
        }
    }

    private static void run(String... command) throws Exception {
        Ended ended = Ended.run(ROOT, Map.of(), List.of(command));
        assertThat(ended.exit()).as(ended.err()).isZero();
    }
}
