package dev.walkback.engine.server;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.server.log.RecoveryLog;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.WalFile;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a replay was seen, and by what. All but the server's own answer are behind it; the furthest is the best.
 *
 * @param by who saw it there
 */
public record Sighting(Lsn at, Eye by) {

    /** From what a position is known. */
    public enum Eye {
        SERVER,
        PROCESS,
        LOG,
        CONTROL_FILE;

        /** {@code control-file}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Of a server that does not answer. */
    public static Optional<Sighting> of(DataDirectory directory, RecoveryLog log) {
        SegmentSize size = directory
                .control()
                .optional()
                .map(control -> control.form().segmentSize())
                .orElse(null);
        Sighting best = control(directory);
        best = further(best, log.replayed(), Eye.LOG);
        if (size != null && directory.isLive()) {
            Optional<StartupProcess> process = StartupProcess.in(directory.path());
            if (process.isPresent()) {
                best = further(best, start(process.get().segment(), size), Eye.PROCESS);
            }
        }
        return Optional.ofNullable(best);
    }

    private static @Nullable Sighting control(DataDirectory directory) {
        PgControl control = directory.control().optional().orElse(null);
        if (control == null) {
            return null;
        }
        Lsn known = control.minRecovery();
        Lsn redo = control.checkpoint().redo();
        // in a copy of a running server the checkpoint is the source's, and nothing was replayed yet
        if (directory.has(DataDirectory.Mark.BACKUP_LABEL)) {
            return null;
        }
        return new Sighting(known.isBefore(redo) ? redo : known, Eye.CONTROL_FILE);
    }

    private static @Nullable Lsn start(WalFile.Digits digits, SegmentSize size) {
        return digits.in(size).map(Segment::start).orElse(null);
    }

    private static @Nullable Sighting further(@Nullable Sighting best, @Nullable Lsn at, Eye by) {
        return at == null || (best != null && !best.at().isBefore(at)) ? best : new Sighting(at, by);
    }
}
