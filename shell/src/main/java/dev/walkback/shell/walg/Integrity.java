package dev.walkback.shell.walg;

import dev.walkback.shell.walg.backup.Backups;
import dev.walkback.shell.walg.wal.EarliestBackup;
import dev.walkback.shell.walg.wal.History;
import dev.walkback.shell.walg.wal.IntegrityScan;
import dev.walkback.shell.walg.wal.SegmentGrid;
import dev.walkback.shell.walg.wal.Stretch;
import dev.walkback.shell.walg.wal.WalgSegment;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.util.List;

/** wal-verify's integrity check: finds where to stop, looks at each segment up to there, and judges. */
final class Integrity {

    /** Where the walk ends when no backup says where: at the first segment that any cluster writes. */
    private static final long FIRST_SEGMENT = 1;

    private final Session session;
    private final SegmentGrid grid;
    private final WalFolder folder;
    private final WalgSegment current;
    private boolean noBackups;

    Integrity(Session session, SegmentGrid grid, WalFolder folder, WalgSegment current) {
        this.session = session;
        this.grid = grid;
        this.folder = folder;
        this.current = current;
    }

    List<Stretch> scan(StopSegment stop) throws Exception {
        History history = history();
        long stopNumber = stopNumber(history, stop);
        long uploading = session.configured().number("WALG_UPLOAD_CONCURRENCY", 16);
        if (uploading < 1) {
            throw new WalgFailure("Failed to build check runner integrity: Failed to resolve MaxUploadConcurrency:"
                    + " WALG_UPLOAD_CONCURRENCY must be at least 1, not " + uploading);
        }
        session.log().info("Running the check: integrity");
        IntegrityScan scan = new IntegrityScan(
                folder.names(),
                history,
                grid,
                current,
                stopNumber,
                at -> session.log().warning("timeline switch at LSN " + at + " is not from our history. Skipping it"));
        return scan.run(session.configured().number("WALG_INTEGRITY_MAX_DELAYED_WALS", 0), uploading);
    }

    /** Lost segments before the first one found do not count when nobody knows where WAL has to begin. */
    String status(List<Stretch> stretches) {
        String status = "OK";
        boolean found = false;
        for (Stretch stretch : stretches) {
            switch (stretch.status()) {
                case FOUND -> found = true;
                case MISSING_DELAYED, MISSING_UPLOADING -> status = "WARNING";
                case MISSING_LOST -> {
                    if (found || !noBackups) {
                        return "FAILURE";
                    }
                    status = "WARNING";
                }
            }
        }
        return status;
    }

    private History history() throws WalgFailure {
        try {
            return folder.history(current.timeline());
        } catch (IOException | StorageException.Damaged | StorageException.WrongKey e) {
            throw new WalgFailure(
                    "Failed to build check runner integrity: Failed to initialize timeline history map: "
                            + Walg.sentence(e),
                    e);
        }
    }

    private long stopNumber(History history, StopSegment stop) throws Exception {
        EarliestBackup rule = new EarliestBackup(grid, current.timeline(), history, session.log()::warning);
        if (stop.isNamed()) {
            return named(stop, rule);
        }
        try {
            EarliestBackup.Start earliest = rule.among(stop.candidates());
            session.log()
                    .info("Detected earliest available backup: "
                            + earliest.backup().name());
            return earliest.number();
        } catch (StorageException.Interrupted e) {
            throw e;
        } catch (EarliestBackup.UnknownException
                | Backups.UnreadableException
                | WalgFailure
                | StorageException unknown) {
            session.log()
                    .warning("Failed to detect earliest backup WAL segment no: '" + Walg.sentence(unknown)
                            + "',will scan until the 0000000X0000000000000001 segment.");
            noBackups = true;
            return FIRST_SEGMENT;
        }
    }

    private long named(StopSegment stop, EarliestBackup rule) throws Exception {
        try {
            EarliestBackup.Start start = rule.of(stop.candidates().getFirst());
            session.log()
                    .info("Detected correct backup with specified name: "
                            + start.backup().name());
            return start.number();
        } catch (StorageException.Interrupted e) {
            throw e;
        } catch (EarliestBackup.UnknownException | Backups.UnreadableException | WalgFailure | StorageException e) {
            throw new WalgFailure(
                    "Failed to build check runner integrity: Failed to find specified backup start segment: "
                            + Walg.sentence(e),
                    e);
        }
    }
}
