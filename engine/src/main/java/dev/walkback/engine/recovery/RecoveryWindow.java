package dev.walkback.engine.recovery;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import java.util.List;

/**
 * A span all of whose moments can be reached: a backup can be unpacked and WAL leads from it to each of them.
 *
 * <p>It follows the line that leads to the newest timeline. What goes on elsewhere after a switch point, another child or the
 * abandoned rest of the parent, is a window of its own that begins at that switch point.
 *
 * @param number from 1, in the order of {@link RecoveryWindows#windows}
 * @param spans of the timelines that it walks, one each, oldest first; they meet at switch points
 * @param startsWith the backup that its first moment is restored from: the nearest, made before it or ending there
 * @param backups that finish within it, in the order they finish
 */
public record RecoveryWindow(
        int number,
        Bound from,
        Bound to,
        List<Span> spans,
        BackupName startsWith,
        List<BackupName> backups,
        Ending endsBecause) {

    /** Why nothing after a window's last moment can be reached from it. */
    public sealed interface Ending {

        /** {@code gap}: as JSON and plain output have it. */
        String word();

        /** WAL that is there again after these segments, or a child's that begins after them, cannot be reached over them. */
        record Gap(Segment first, Segment last) implements Ending {
            @Override
            public String word() {
                return "gap";
            }

            public long segments() {
                return last.number() - first.number() + 1;
            }
        }

        /** It is the newest segment of the newest timeline: the next upload lets the window grow. */
        record ArchiveEnds(Segment last) implements Ending {
            @Override
            public String word() {
                return "archive-ends";
            }
        }

        /** The cluster went on with another timeline here; what was archived of this one ends. */
        record TimelineLeft(Timeline timeline, Lsn at, Timeline next) implements Ending {
            @Override
            public String word() {
                return "timeline-left";
            }
        }

        /** Nothing descends from this timeline, and others are newer: it was given up. */
        record BranchEnds(Timeline timeline, Timeline newest) implements Ending {
            @Override
            public String word() {
                return "branch-ends";
            }
        }

        /** Another timeline goes on about here, but without its history nobody can say that it does. */
        record HistoryMissing(Timeline missing) implements Ending {
            @Override
            public String word() {
                return "history-missing";
            }
        }
    }

    public RecoveryWindow {
        spans = List.copyOf(spans);
        backups = List.copyOf(backups);
    }

    RecoveryWindow numbered(int position) {
        return new RecoveryWindow(position, from, to, spans, startsWith, backups, endsBecause);
    }

    public List<Timeline> timelines() {
        return spans.stream().map(Span::timeline).toList();
    }

    public boolean isGrowing() {
        return endsBecause instanceof Ending.ArchiveEnds;
    }

    /** Whether the state at this position of this timeline is in it. */
    public boolean holds(Timeline timeline, Lsn moment) {
        return spans.stream().anyMatch(span -> span.timeline().equals(timeline) && span.holds(moment));
    }

    /** How much WAL lies between its ends. */
    public long bytes() {
        return to.lsn().bytesSince(from.lsn());
    }
}
