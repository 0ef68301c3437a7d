package dev.walkback.shell.walg;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.walfetch.Fetched;
import dev.walkback.engine.walfetch.PrefetchFolder;
import dev.walkback.engine.walfetch.Receiver;
import dev.walkback.engine.walfetch.WalFetcher;
import dev.walkback.engine.walfetch.WantedFile;
import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.Wording;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.Layers;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code wal-fetch} and {@code wal-prefetch}: WAL-G's streams and folders, and none of its exit codes but 74. */
final class WalFetch {

    private static final String PROGRAM = "walkback.program";
    private static final int NO_PREFETCH = 1;

    private final Words words;
    private final Session session;
    private final WantedFile wanted;
    private final Path destination;
    private final Optional<Receiver> receiver;
    private final PrefetchFolder prefetched;

    /** @param directory the working directory, or what stands for it: the data directory */
    private WalFetch(Words words, Session session, Path directory) throws WalgFailure {
        this.words = words;
        this.session = session;
        String name = words.arguments().getFirst();
        this.wanted = WantedFile.named(name)
                .orElseThrow(() ->
                        WalgFailure.ending(Exit.USAGE.code(), "'" + name + "' is not the name of a WAL file", null));
        this.destination = directory.resolve(words.arguments().getLast());
        this.receiver = Receiver.of(destination, directory);
        this.prefetched = PrefetchFolder.of(
                destination,
                session.configured()
                        .text("WALG_PREFETCH_DIR")
                        .map(directory::resolve)
                        .orElse(null));
    }

    static void run(Words words, Session session) throws Exception {
        guarded(() -> {
            WalFetch fetch = new WalFetch(words, session, Path.of("").toAbsolutePath());
            fetch.fetch();
            fetch.startPrefetch();
        });
    }

    /** {@code wal-prefetch}: says nothing, whatever happens. */
    static void prefetch(Words words, Session session) throws Exception {
        guarded(() -> new WalFetch(words, session, Path.of("").toAbsolutePath()).fillAhead());
    }

    /**
     * For the daemon, which brings the next ones itself.
     *
     * @throws WalgFailure with {@link Exit#ABSENT} when the archive is known not to have it
     */
    static WalFetch fetched(Words words, Session session, Path data) throws Exception {
        WalFetch fetch = new WalFetch(words, session, data);
        guarded(fetch::fetch);
        return fetch;
    }

    /** Where it is wanted; in this thread. */
    void bringNext() throws Exception {
        Segment segment = segment().orElse(null);
        if (segment != null && ahead() != NO_PREFETCH && prefetched.wants(segment, ahead())) {
            fillAhead();
        }
    }

    private void fetch() throws Exception {
        if (java.nio.file.Files.exists(destination, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            throw WalgFailure.ending(
                    Exit.REFUSED.code(), "open the destination file: open " + destination + ": file exists", null);
        }
        if (prefetched.take(wanted, destination, receiver)) {
            return;
        }
        StorageException failed = null;
        for (String name : storages()) {
            try (MutableStorage storage = session.configured().storage(name)) {
                if (new WalFetcher(source(storage, 1), receiver).fetch(wanted, destination)
                        instanceof Fetched.Arrived) {
                    return;
                }
            } catch (StorageException.Unreachable | StorageException.Denied | StorageException.NoStorage e) {
                session.log().warning("storage \"" + name + "\" is passed by: " + Walg.sentence(e));
                failed = failed == null ? e : failed;
            }
        }
        if (failed != null) {
            throw failed;
        }
        throw WalgFailure.ending(Exit.ABSENT.code(), "Archive '" + wanted.name() + "' does not exist.", null);
    }

    private List<String> storages() {
        String one = words.text(
                "target-storage",
                session.configured().text("WALG_TARGET_STORAGE").orElse(""));
        if (!one.isEmpty()) {
            return List.of(one);
        }
        List<String> all = new ArrayList<>(List.of("default"));
        all.addAll(session.configured().failoverNames());
        return all;
    }

    private ContentSource source(Storage storage, int atOnce) throws WalgFailure {
        Layers layers = session.configured().encryption().map(Layers::encrypted).orElseGet(Layers::unencrypted);
        return new ContentSource(storage, layers, atOnce, event -> {});
    }

    private int ahead() {
        return Math.clamp(session.configured().number("WALG_DOWNLOAD_CONCURRENCY", 10), 1, 100);
    }

    private Optional<Segment> segment() {
        long mebibytes = session.configured().number("WALG_PG_WAL_SIZE", 16);
        SegmentSize otherwise =
                SegmentSize.isPossible(mebibytes << 20) ? new SegmentSize((int) mebibytes << 20) : SegmentSize.USUAL;
        return PrefetchFolder.segment(wanted, receiver, otherwise);
    }

    private void fillAhead() throws Exception {
        Segment segment = segment().orElse(null);
        if (segment == null) {
            return;
        }
        try (MutableStorage storage = session.configured().storage(storages().getFirst())) {
            ContentSource source = source(storage, ahead());
            prefetched.fill(segment, ahead(), new WalFetcher(source, receiver), source::forEach);
        }
    }

    /** Where it cannot be started the next segment is only slower to come. */
    private void startPrefetch() {
        String program = System.getProperty(PROGRAM, "");
        Segment segment = segment().orElse(null);
        try {
            if (program.isEmpty() || segment == null || ahead() == NO_PREFETCH || !prefetched.wants(segment, ahead())) {
                return;
            }
            List<String> command =
                    new ArrayList<>(List.of(program, "wal-prefetch", wanted.name(), destination.toString()));
            words.given().forEach((flag, value) -> command.add("--" + flag + "=" + value));
            File nowhere = new File("/dev/null");
            new ProcessBuilder(command)
                    .redirectInput(nowhere)
                    .redirectOutput(nowhere)
                    .redirectError(nowhere)
                    .start();
        } catch (IOException | UnsupportedOperationException notStarted) {
            session.log().warning("wal-prefetch could not be started: " + notStarted.getMessage());
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Gives every failure the number that it has natively; what PostgreSQL sees is made from that. */
    private static void guarded(Work work) throws Exception {
        try {
            work.run();
        } catch (IOException | UncheckedIOException | StorageException | UsageError e) {
            throw WalgFailure.ending(number(e), Walg.sentence(e), e);
        }
    }

    private static int number(Exception failure) {
        return new Wording("")
                .of(failure)
                .map(problem -> problem.code().exit().code())
                .orElse(Exit.BUG.code());
    }
}
