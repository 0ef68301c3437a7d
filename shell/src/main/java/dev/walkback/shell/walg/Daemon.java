package dev.walkback.shell.walg;

import dev.walkback.shell.Exit;
import dev.walkback.shell.daemon.DaemonSocket;
import dev.walkback.shell.daemon.DataPaths;
import dev.walkback.shell.daemon.Errands;
import dev.walkback.shell.daemon.Signals;
import dev.walkback.shell.daemon.Watchdog;
import dev.walkback.shell.settings.Settings;
import dev.walkback.storage.MutableStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code daemon}: does what {@code wal-push} and {@code wal-fetch} do, for clients of a socket, until it is told to end. */
final class Daemon implements Errands {

    private final Words words;
    private final Session session;
    private final Optional<Path> data;
    private final Duration patience;
    private final ExecutorService pushes = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("push-", 0).factory());
    private final AtomicBoolean prefetching = new AtomicBoolean();

    private Daemon(Words words, Session session) {
        this.words = words;
        this.session = session;
        Settings settings = session.configured().settings();
        this.data = settings.path("PGDATA").map(Path::toAbsolutePath);
        this.patience = settings.duration("WALG_DAEMON_WAL_UPLOAD_TIMEOUT").orElseThrow();
    }

    static void run(Words words, Session session) throws Exception {
        Path path = Path.of(words.arguments().getFirst()).toAbsolutePath();
        try (KeptStorages kept = new KeptStorages(session.configured())) {
            Daemon daemon = new Daemon(words, session.with(kept));
            // that there is one is a matter for now, and not for the first client
            try (MutableStorage storage = kept.storage("default")) {
                session.log().info("serves " + storage.location() + " at " + path);
            }
            daemon.serve(path);
        }
    }

    private void serve(Path path) throws IOException {
        Thread serving = Thread.currentThread();
        // of its log nothing has to be opened again; without a handler of ours the last of them would end it
        try (Signals _ = Signals.on("TERM", serving::interrupt);
                Signals _ = Signals.on("INT", serving::interrupt);
                Signals _ = Signals.on("USR1", () -> session.log().info("SIGUSR1: the log goes on in the same place"));
                DaemonSocket socket = DaemonSocket.at(path);
                Watchdog watchdog = Watchdog.telling(
                        session.configured().text("NOTIFY_SOCKET").orElse(""),
                        failed -> session.log().error(Walg.sentence(failed)))) {
            if (data.isEmpty()) {
                session.log().warning("PGDATA is not set: nothing can be pushed or fetched");
            }
            socket.serve(
                    new DataPaths(data),
                    this,
                    failed -> session.log().error("Message loop failure: " + Walg.sentence(failed)));
            watchdog.ends();
        } finally {
            pushes.shutdownNow();
        }
        session.log().info("daemon shutting down");
    }

    @Override
    public void push(Path file) throws Exception {
        Future<?> pushed = pushes.submit(() -> {
            WalPush.run(words.about(file.toString()), session);
            return null;
        });
        try {
            pushed.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception known ? known : e;
        } catch (TimeoutException e) {
            throw new WalgFailure(
                    "file archiving failed: " + file.getFileName() + " is not archived after " + patience.toSeconds()
                            + " s (WALG_DAEMON_WAL_UPLOAD_TIMEOUT)",
                    e);
        } finally {
            pushed.cancel(true);
        }
    }

    @Override
    public boolean fetch(String name, Path destination) throws Exception {
        WalFetch fetch;
        try {
            fetch = WalFetch.fetched(words.about(name, destination.toString()), session, data.orElseThrow());
        } catch (WalgFailure failure) {
            if (failure.exit() != Exit.ABSENT.code()) {
                throw failure;
            }
            session.log().warning("ArchiveNonExistenceError: " + failure.getMessage());
            return false;
        }
        // beside another place it would get into backups
        if (new DataPaths(data).isWal(destination) && !prefetching.getAndSet(true)) {
            pushes.execute(() -> prefetch(fetch));
        }
        return true;
    }

    /** Where it fails the next segment is only slower to come. */
    private void prefetch(WalFetch fetch) {
        try {
            fetch.bringNext();
        } catch (Exception e) {
            session.log().warning("prefetch: " + Walg.sentence(e));
        } finally {
            prefetching.set(false);
        }
    }
}
