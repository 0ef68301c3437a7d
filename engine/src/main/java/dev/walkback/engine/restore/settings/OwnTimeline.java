package dev.walkback.engine.restore.settings;

import dev.walkback.engine.archive.HistoryFormat;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.WalFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The timeline that a server writes, as its directory shows. The control file is behind for some seconds after a promotion, so what
 * lies in pg_wal is asked as well: nobody but the server itself begins a segment there of a timeline that is newer.
 *
 * @param history where it comes from; empty for the first, and where the file is gone
 */
public record OwnTimeline(Timeline timeline, Optional<TimelineHistory> history) {

    /** Empty where there is no control file that can be read. */
    public static Optional<OwnTimeline> look(DataDirectory directory) {
        Optional<PgControl> control = directory.control().optional();
        if (control.isEmpty() || control.get().checkpoint().timeline() == 0) {
            return Optional.empty();
        }
        Path wal = directory.path().resolve("pg_wal");
        Timeline newest = new Timeline(control.get().checkpoint().timeline());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(wal)) {
            for (Path file : files) {
                if (WalFile.named(String.valueOf(file.getFileName())) instanceof WalFile.Whole(WalFile.Digits digits)
                        && digits.timeline().compareTo(newest) > 0) {
                    newest = digits.timeline();
                }
            }
        } catch (IOException | DirectoryIteratorException closed) {
            return Optional.of(new OwnTimeline(newest, Optional.empty()));
        }
        return Optional.of(new OwnTimeline(newest, history(wal, newest)));
    }

    private static Optional<TimelineHistory> history(Path wal, Timeline timeline) {
        try {
            return HistoryFormat.read(
                            timeline, Files.readString(wal.resolve(timeline.historyName()), StandardCharsets.UTF_8))
                    .optional();
        } catch (IOException goneOrClosed) {
            return Optional.empty();
        }
    }
}
