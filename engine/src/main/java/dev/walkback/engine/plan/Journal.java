package dev.walkback.engine.plan;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What was done, one JSON document a line, in a file of its own for each run, or in one for all runs of something that goes on; the
 * format is docs/formats/journal.md and {@link JournalReader} reads it back. Every call returns when its lines are on the disk.
 *
 * <p>For any number of threads. Failures to write are {@link UncheckedIOException}s.
 */
public final class Journal implements AutoCloseable {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path file;
    /** Not a channel: interrupting a thread closes a channel, and an interruption is what has to be written down. */
    private final RandomAccessFile lines;

    private final Clock clock;

    /** How a run ended. */
    public enum Ending {
        /** Every step was done. */
        DONE,
        /** Every step was tried, some failed. */
        PARTLY,
        /** Something failed that would have met every step; some were not tried. */
        FAILED,
        INTERRUPTED
    }

    private Journal(Path file, RandomAccessFile lines, Clock clock) {
        this.file = file;
        this.lines = lines;
        this.clock = clock;
    }

    /**
     * Begins a new file in a folder, which is made when it is not there.
     *
     * @param run what is run, such as {@code storage-rm}; part of the file's name
     */
    public static Journal open(Path folder, String run, Clock clock) {
        try {
            Files.createDirectories(folder);
            String name = NAME.format(clock.instant()) + "-" + run;
            for (int i = 0; ; i++) {
                Path file = folder.resolve(name + (i == 0 ? "" : "-" + i) + ".jsonl");
                try {
                    Files.createFile(file);
                    persist(folder);
                    return new Journal(file, new RandomAccessFile(file.toFile(), "rw"), clock);
                } catch (FileAlreadyExistsException anotherRunInThisSecond) {
                    // the next number
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Goes on with a file, which is begun when it is not there: for what is done in several runs, such as a restore, and keeps
     * its journal with it. A last line that was cut by a crash is taken away, since nothing may follow half a line.
     */
    public static Journal continuing(Path file, Clock clock) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            boolean fresh = !Files.exists(file);
            RandomAccessFile lines = new RandomAccessFile(file.toFile(), "rw");
            try {
                if (fresh) {
                    persist(folder);
                }
                long whole = wholeLines(lines);
                lines.setLength(whole);
                lines.seek(whole);
            } catch (IOException failed) {
                lines.close();
                throw failed;
            }
            return new Journal(file, lines, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the last whole line ends. */
    private static long wholeLines(RandomAccessFile lines) throws IOException {
        long end = lines.length();
        while (end > 0) {
            lines.seek(end - 1);
            if (lines.read() == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }

    /** A new file survives a crash only when its folder's entry does. */
    private static void persist(Path folder) throws IOException {
        boolean flag = Thread.interrupted();
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        } finally {
            if (flag) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public Path file() {
        return file;
    }

    /** A run of this plan begins. In a file that goes on, steps of earlier runs that were done stay so. */
    public void begin(Plan<?> plan) {
        append(json -> JournalLines.begin(json, clock, plan));
    }

    /**
     * These are about to be done, all of them at once or in any order.
     *
     * @param first the number of the first of them in the plan
     */
    public void before(int first, List<? extends Step> steps) {
        append(json -> {
            for (int i = 0; i < steps.size(); i++) {
                JournalLines.before(json, clock, first + i, steps.get(i));
            }
        });
    }

    /** What became of them; may come one by one, in any order. */
    public void after(int first, List<Outcome> outcomes) {
        append(json -> {
            for (int i = 0; i < outcomes.size(); i++) {
                JournalLines.after(json, clock, first + i, outcomes.get(i));
            }
        });
    }

    public void end(Ending ending) {
        append(json -> JournalLines.end(json, clock, ending));
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void append(JournalLines.Lines made) {
        try {
            lines.write(JournalLines.bytes(made));
            lines.getFD().sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
