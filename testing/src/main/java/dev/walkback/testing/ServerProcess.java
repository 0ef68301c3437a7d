package dev.walkback.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server in a process of its own, with a folder that goes when it goes. A small shell stands between the JVM and the
 * server and reads a pipe that the JVM holds open: when the JVM ends, also by {@code kill -9}, the pipe ends, and the
 * shell ends the server.
 */
final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String GUARD = """
            trap '' INT HUP
            exec 3<&0
            "$@" </dev/null 3<&- &
            server=$!
            { cat <&3; kill $server; sleep 10; kill -9 $server; } >/dev/null 2>&1 &
            watcher=$!
            exec 3<&-
            wait $server
            kill $watcher
            rm -rf "$0"
            """;

    private final Path folder;
    private final Process guard;

    private ServerProcess(Path folder, Process guard) {
        this.folder = folder;
        this.guard = guard;
    }

    /** An empty folder for a server to be; {@link #start} takes it over. */
    static Path freshFolder(String name) {
        try {
            return Files.createTempDirectory("walkback-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the command in the folder and waits until it is ready. */
    static ServerProcess start(Path folder, List<String> command, BooleanSupplier ready) {
        List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, folder.toString()));
        guarded.addAll(command);
        try {
            Process guard = new ProcessBuilder(guarded)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            ServerProcess server = new ServerProcess(folder, guard);
            server.await(command.getFirst(), ready);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(String name, BooleanSupplier ready) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.getAsBoolean()) {
            if (!guard.isAlive() || System.nanoTime() > end) {
                String log = log();
                close();
                throw new IllegalStateException(name + " did not start:\n" + log);
            }
            pause();
        }
    }

    /** What the server has printed so far. */
    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return "(its log is gone)";
        }
    }

    Path folder() {
        return folder;
    }

    /** Ends the server and all that it has started at once, without a word. */
    void kill() {
        guard.descendants().toList().forEach(ProcessHandle::destroyForcibly);
        close();
    }

    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(15, TimeUnit.SECONDS)) {
                throw new IllegalStateException("did not end: process " + guard.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server started", e);
        }
    }
}
