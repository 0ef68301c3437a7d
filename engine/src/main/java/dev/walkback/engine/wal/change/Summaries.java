package dev.walkback.engine.wal.change;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The summaries that a server keeps, and how far they lead along a timeline's history. */
final class Summaries {

    private final List<SummaryFile> files;

    private Summaries(List<SummaryFile> files) {
        this.files = files;
    }

    /** @param walFolder the server's {@code pg_wal} */
    static Summaries in(Path walFolder) {
        try (Stream<Path> files = Files.list(walFolder.resolve("summaries"))) {
            return new Summaries(
                    files.map(SummaryFile::named).flatMap(Optional::stream).toList());
        } catch (IOException | UncheckedIOException none) {
            return new Summaries(List.of());
        }
    }

    boolean areThere() {
        return !files.isEmpty();
    }

    /**
     * The summary that covers this position on the way and leads furthest. It may begin before it, and may go on where the way
     * leaves its timeline: then it tells more than what changed.
     */
    Optional<SummaryFile> at(Lsn position, TimelineHistory line) {
        Timeline timeline = line.at(position);
        return files.stream()
                .filter(file -> file.timeline().equals(timeline)
                        && !position.isBefore(file.start())
                        && position.isBefore(file.end()))
                .max(Comparator.comparing(SummaryFile::end));
    }
}
