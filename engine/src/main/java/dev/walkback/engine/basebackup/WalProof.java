package dev.walkback.engine.basebackup;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.basebackup.BackupManifest.WalRange;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentContent;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.engine.wal.record.SegmentScan;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the WAL that makes a backup consistent is there and sound. Manifests list no WAL, only the ranges of it that are needed; it
 * proves itself, page by page and record by record.
 */
final class WalProof {

    private final Map<Segment, SegmentContent> segments = new TreeMap<>();
    private final List<Defect> defects = new ArrayList<>();

    /** Reads a file that lies in WAL's folder to its end. Of what is no whole segment nothing is proved here. */
    void take(String name, long bytes, InputStream content) throws IOException {
        Optional<Segment> segment = segment(name, bytes);
        if (segment.isPresent()) {
            segments.put(segment.get(), SegmentScan.read(content, segment.get()));
        } else if (WalFile.named(name) instanceof WalFile.Whole) {
            defects.add(new Defect(Defect.Kind.WAL_DAMAGED, name, "no segment has " + bytes + " bytes"));
        }
        content.transferTo(java.io.OutputStream.nullOutputStream());
    }

    private static Optional<Segment> segment(String name, long bytes) {
        return SegmentSize.isPossible(bytes) && WalFile.named(name) instanceof WalFile.Whole(WalFile.Digits digits)
                ? digits.in(new SegmentSize((int) bytes))
                : Optional.empty();
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    Map<Segment, SegmentContent> segments() {
        return Map.copyOf(segments);
    }

    /**
     * @param ranges the newest first
     * @param system whose WAL it has to be; null where nobody knows
     */
    List<Defect> against(List<WalRange> ranges, SegmentSize size, @Nullable SystemIdentifier system) {
        List<Defect> found = new ArrayList<>(defects);
        for (int i = 0; i < ranges.size(); i++) {
            WalRange range = ranges.get(i);
            List<Timeline> timelines = ranges.subList(0, i + 1).reversed().stream()
                    .map(WalRange::timeline)
                    .toList();
            long last = size.numberBefore(range.end());
            for (long number = size.numberOf(range.start()); number <= last; number++) {
                Defect defect = defect(number, timelines, range, size, system);
                if (defect != null) {
                    found.add(defect);
                }
            }
        }
        return found;
    }

    /** A timeline's first file begins with a copy of its parent's, so either will do. */
    private @Nullable Defect defect(
            long number,
            List<Timeline> timelines,
            WalRange range,
            SegmentSize size,
            @Nullable SystemIdentifier system) {
        for (Timeline timeline : timelines) {
            Segment segment = new Segment(timeline, number, size);
            SegmentContent content = segments.get(segment);
            if (content != null) {
                return flaw(segment, content, range, system);
            }
        }
        Segment wanted = new Segment(range.timeline(), number, size);
        return new Defect(
                Defect.Kind.WAL_MISSING,
                wanted.name(),
                "the backup is consistent only when WAL from " + range.start() + " to " + range.end()
                        + " was replayed");
    }

    private static @Nullable Defect flaw(
            Segment segment, SegmentContent content, WalRange range, @Nullable SystemIdentifier system) {
        if (system != null && content.systemIdentifier() != 0 && content.systemIdentifier() != system.bits()) {
            return new Defect(
                    Defect.Kind.FOREIGN,
                    segment.name(),
                    "it is WAL of the system " + new SystemIdentifier(content.systemIdentifier())
                            + ", and the backup is of " + system);
        }
        boolean before = content.flaw().isOfWhole() || content.flawAt().isBefore(range.end());
        return content.isWhole() || !before
                ? null
                : new Defect(
                        Defect.Kind.WAL_DAMAGED, segment.name(), content.flaw().word() + " at " + content.flawAt());
    }
}
