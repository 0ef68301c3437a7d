package dev.walkback.engine.verify;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.recovery.Branch;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.recovery.Restorability;
import dev.walkback.engine.verify.WalVerification.Integrity;
import dev.walkback.engine.verify.WalVerification.Outcome;
import dev.walkback.engine.verify.WalVerification.State;
import dev.walkback.engine.verify.WalVerification.Stretch;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Follows the cluster's line from its first backup to where it is writing and says of each segment whether it is there, asking
 * for the file that a server would ask for. The present is told by distance from the newest: see {@link WalQuestion}.
 */
final class IntegrityCheck {

    private final RecoveryWindows windows;
    private final CurrentPosition position;
    private final WalQuestion question;
    private final SegmentSize size;
    private final Optional<TimelineHistory> line;

    IntegrityCheck(RecoveryWindows windows, CurrentPosition position, WalQuestion question) {
        this.windows = windows;
        this.position = position;
        this.question = question;
        this.size = windows.branches().size();
        this.line = windows.branches().ancestry().history(position.timeline());
    }

    Integrity check() {
        Optional<Backup> since = since();
        long current = position.isGiven() ? size.numberBefore(position.lsn()) : size.numberOf(position.lsn());
        long first = since.flatMap(this::startOf).or(this::firstStored).orElse(current);
        List<Stretch> stretches = new ArrayList<>();
        for (Piece piece : pieces(first, current - 1)) {
            stretches.addAll(stretches(piece));
        }
        List<Stretch> judged = judge(stretches);
        return new Integrity(
                outcome(judged, since.isPresent()), since.map(Backup::name).orElse(null), judged);
    }

    /** Segments that are asked for on one timeline. */
    private record Piece(Timeline timeline, long first, long last) {}

    /** For each number the newest timeline that begins in that segment or before it. */
    private List<Piece> pieces(long first, long last) {
        List<Piece> pieces = new ArrayList<>();
        List<TimelineHistory.Switch> switches =
                line.map(TimelineHistory::switches).orElse(List.of());
        long from = first;
        for (TimelineHistory.Switch left : switches) {
            long until = Math.min(last, size.numberOf(left.at()) - 1);
            if (from <= until) {
                pieces.add(new Piece(left.from(), from, until));
                from = until + 1;
            }
        }
        if (from <= last) {
            pieces.add(new Piece(position.timeline(), from, last));
        }
        return pieces;
    }

    private List<Stretch> stretches(Piece piece) {
        List<Stretch> stretches = new ArrayList<>();
        long next = piece.first();
        for (Coverage.Run run : runs(piece.timeline())) {
            long first = Math.max(next, run.first().number());
            long last = Math.min(piece.last(), run.last().number());
            if (first <= last) {
                if (next < first) {
                    stretches.add(stretch(piece, next, first - 1, State.LOST));
                }
                stretches.add(stretch(piece, first, last, State.FOUND));
                next = last + 1;
            }
        }
        if (next <= piece.last()) {
            stretches.add(stretch(piece, next, piece.last(), State.LOST));
        }
        return stretches;
    }

    /** Tells what may still come from what is lost: the newest are at the end. */
    private List<Stretch> judge(List<Stretch> stretches) {
        List<Stretch> judged = new ArrayList<>();
        long delayed = question.delayed();
        long uploading = question.uploadsAtOnce();
        for (Stretch stretch : stretches.reversed()) {
            if (stretch.state() == State.FOUND) {
                uploading -= delayed > 0 ? stretch.segments() - 1 : stretch.segments();
                delayed = 0;
                judged.add(stretch);
                continue;
            }
            long late = Math.min(delayed, stretch.segments());
            long coming = Math.clamp(uploading, 0, stretch.segments() - late);
            long last = stretch.last().number();
            judge(judged, stretch, last, late, State.DELAYED);
            judge(judged, stretch, last - late, coming, State.UPLOADING);
            judge(judged, stretch, last - late - coming, stretch.segments() - late - coming, State.LOST);
            delayed -= late;
            uploading -= coming;
        }
        Collections.reverse(judged);
        return judged;
    }

    private static void judge(List<Stretch> judged, Stretch of, long last, long count, State state) {
        if (count > 0) {
            Timeline timeline = of.first().timeline();
            SegmentSize size = of.first().size();
            judged.add(new Stretch(
                    new Segment(timeline, last - count + 1, size), new Segment(timeline, last, size), state));
        }
    }

    /** Without a backup nobody knows where it should begin, so what is missing in front of the first that is there is no loss. */
    private static Outcome outcome(List<Stretch> stretches, boolean hasBackup) {
        Outcome outcome = hasBackup ? Outcome.OK : Outcome.WARNING;
        boolean found = false;
        for (Stretch stretch : stretches) {
            found |= stretch.state() == State.FOUND;
            if (stretch.state() == State.LOST && (hasBackup || found)) {
                return Outcome.FAILURE;
            }
            if (stretch.state() != State.FOUND) {
                outcome = Outcome.WARNING;
            }
        }
        return outcome;
    }

    private Optional<Backup> since() {
        if (question.since() != null) {
            return backup(question.since());
        }
        return windows.backups().values().stream()
                .map(Restorability::backup)
                .filter(backup -> !backup.isPermanent()
                        && isOnLine(backup)
                        && startOf(backup).isPresent())
                .min(Comparator.comparing(backup -> startOf(backup).orElseThrow()));
    }

    private Optional<Backup> backup(BackupName name) {
        return windows.backup(name).map(Restorability::backup);
    }

    /** Where nothing tells of the line's past, each backup may be part of it. */
    private boolean isOnLine(Backup backup) {
        Optional<Lsn> end = backup.finish().or(backup::start);
        return line.isEmpty()
                || backup.timeline()
                        .filter(timeline -> line.get().contains(timeline, end.orElse(Lsn.LAST)))
                        .isPresent();
    }

    private Optional<Long> startOf(Backup backup) {
        return backup.start()
                .map(size::numberOf)
                .or(() ->
                        backup.name().start().flatMap(digits -> digits.in(size)).map(Segment::number));
    }

    private Optional<Long> firstStored() {
        return line.map(TimelineHistory::line).orElse(List.of(position.timeline())).stream()
                .map(this::runs)
                .filter(runs -> !runs.isEmpty())
                .map(runs -> runs.getFirst().first().number())
                .min(Comparator.naturalOrder());
    }

    private List<Coverage.Run> runs(Timeline timeline) {
        return windows.branches()
                .of(timeline)
                .flatMap(Branch::coverage)
                .map(Coverage::runs)
                .orElse(List.of());
    }

    private Stretch stretch(Piece piece, long first, long last, State state) {
        return new Stretch(
                new Segment(piece.timeline(), first, size), new Segment(piece.timeline(), last, size), state);
    }
}
