package dev.walkback.engine.walfetch;

import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.WalFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where WAL-G's {@code wal-prefetch} puts what its {@code wal-fetch} is going to ask for, so that either program finds what the other one
 * brought: finished segments by their plain names, and those on their way in {@code running}.
 */
public record PrefetchFolder(Path folder) {

    private static final long PAUSE_MILLIS = 2;
    private static final int PATIENCE = 100;

    /**
     * @param destination of the file that is fetched
     * @param instead where the setting has it; null for beside the destination
     */
    public static PrefetchFolder of(Path destination, @Nullable Path instead) {
        Path beside = instead == null
                ? Objects.requireNonNull(destination.toAbsolutePath().getParent())
                : instead;
        return new PrefetchFolder(beside.resolve(".wal-g").resolve("prefetch"));
    }

    private Path finished(String name) {
        return folder.resolve(name);
    }

    private Path running(String name) {
        return folder.resolve("running").resolve(name);
    }

    /** Moves a segment from here, if it is here or on its way, and if it is sound. One that is not is cleared away. */
    public boolean take(WantedFile wanted, Path destination, Optional<Receiver> receiver)
            throws IOException, InterruptedException {
        WalFile.Digits digits = wanted.segment().orElse(null);
        if (digits == null || !hasCome(wanted.name())) {
            return false;
        }
        Path finished = finished(wanted.name());
        try {
            if (ArrivedFile.flaw(finished, digits, receiver).isPresent()) {
                Files.deleteIfExists(finished);
                return false;
            }
            Files.createLink(destination, finished);
            Files.delete(finished);
            return true;
        } catch (NoSuchFileException takenMeanwhile) {
            return false;
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException elsewhere) {
            // another file system, or one without links: it is fetched again
            return false;
        }
    }

    /** Waits for as long as one that is on its way grows. */
    private boolean hasCome(String name) throws IOException, InterruptedException {
        long seen = -1;
        int stalled = 0;
        while (!Files.exists(finished(name))) {
            if (!Files.exists(running(name))) {
                return Files.exists(finished(name));
            }
            long size = size(running(name));
            stalled = size > seen ? 0 : stalled + 1;
            seen = Math.max(seen, size);
            if (stalled >= PATIENCE) {
                Files.deleteIfExists(running(name));
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return true;
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException gone) {
            return -1;
        }
    }

    /** Whether fetching ahead is worth a process: nobody is at it, and half of what comes next is not here. */
    public boolean wants(Segment after, int ahead) throws IOException {
        int here = 0;
        for (Segment next : next(after, ahead)) {
            here += Files.exists(finished(next.name())) || Files.exists(running(next.name())) ? 1 : 0;
        }
        return 2 * here < ahead && !isLocked();
    }

    /** Fetches what comes next, several at once, and clears away what is no longer asked for. What fails is left to be asked for. */
    public void fill(Segment after, int ahead, WalFetcher fetcher, AtOnce atOnce) throws IOException {
        Files.createDirectories(folder.resolve("running"));
        try (FileChannel lock = lockFile();
                FileLock held = tried(lock)) {
            if (held == null) {
                return;
            }
            removeBefore(after);
            List<Segment> next = next(after, ahead);
            atOnce.forEach(next.size(), i -> fetch(next.get((int) i), fetcher));
        }
    }

    /** Does something for each number below a count, several at once. */
    @FunctionalInterface
    public interface AtOnce {
        void forEach(long count, java.util.function.LongConsumer work);
    }

    private void fetch(Segment segment, WalFetcher fetcher) {
        WantedFile wanted = WantedFile.named(segment.name()).orElseThrow();
        try {
            fetcher.fetch(wanted, fetcher.find(wanted), finished(wanted.name()), running(wanted.name()));
        } catch (IOException | dev.walkback.storage.StorageException notNow) {
            // nobody has asked for it yet; who does is told why
        }
    }

    private void removeBefore(Segment wanted) throws IOException {
        for (Path place : List.of(folder, folder.resolve("running"))) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
                for (Path file : files) {
                    if (isBefore(file.getFileName().toString(), wanted)) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }

    private static boolean isBefore(String name, Segment wanted) {
        return WantedFile.named(name)
                .flatMap(WantedFile::segment)
                .flatMap(digits -> digits.in(wanted.size()))
                .filter(segment -> segment.compareTo(wanted) < 0)
                .isPresent();
    }

    private static List<Segment> next(Segment after, int count) {
        List<Segment> next = new ArrayList<>();
        long last = Long.divideUnsigned(-1, after.size().bytes());
        for (Segment at = after; next.size() < count && at.number() < last; at = at.next()) {
            next.add(at.next());
        }
        return next;
    }

    /** Of the size that the cluster has, else of the one that is set. */
    public static Optional<Segment> segment(WantedFile wanted, Optional<Receiver> receiver, SegmentSize otherwise) {
        return wanted.segment()
                .flatMap(digits -> digits.in(receiver.map(Receiver::segmentSize).orElse(otherwise)));
    }

    private boolean isLocked() throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (FileChannel lock = lockFile();
                FileLock held = tried(lock)) {
            return held == null;
        }
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(folder.resolve(".walkback.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static @Nullable FileLock tried(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }
}
