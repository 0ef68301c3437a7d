package dev.walkback.shell.report.archive;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.shell.report.Cell;
import java.util.Optional;

/** Names that are long and mostly zeros, as people say them to each other. What is said so can also be typed. */
public record BriefNames(SegmentSize size) {

    /** {@code 2/0/A3}, a delta {@code 2/0/CB D 0/A3}; the whole name where it is no regular one. */
    public String of(BackupName name) {
        Optional<Segment> start = segment(name.start());
        if (start.isEmpty()) {
            return name.text();
        }
        String own = start.get().shortName();
        return segment(name.parentStart())
                .map(parent -> own + " D " + beside(parent, start.get()))
                .orElse(own);
    }

    public Cell cell(BackupName name) {
        return new Cell(name.text(), name.text(), of(name));
    }

    private Optional<Segment> segment(Optional<WalFile.Digits> digits) {
        return digits.flatMap(it -> it.in(size));
    }

    /** On the same timeline that need not be said again. */
    private static String beside(Segment parent, Segment delta) {
        String whole = parent.shortName();
        return parent.timeline().equals(delta.timeline()) ? whole.substring(whole.indexOf('/') + 1) : whole;
    }
}
