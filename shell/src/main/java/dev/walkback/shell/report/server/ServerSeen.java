package dev.walkback.shell.report.server;

import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.server.RecoveryState;
import dev.walkback.engine.server.RouteAhead;
import dev.walkback.engine.server.Sighting;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A restored directory and its server, seen at one moment.
 *
 * @param typed the directory, as it is typed
 * @param at null where nobody can tell
 * @param consistentAt null while the copy is not consistent, or nothing says so
 * @param lastCommit that was replayed; null where the server did not answer
 * @param logged when the last transaction that the log tells of committed, as it is written there; empty where it tells of none
 * @param host directory of the socket, or the address; empty where it does not listen
 * @param silent why the server did not answer; empty where it did or does not run
 * @param log null where none was found
 * @param bytesPerSecond 0 where it cannot be told
 */
public record ServerSeen(
        String typed,
        DataDirectory directory,
        RecoveryState state,
        RouteAhead route,
        @Nullable Sighting at,
        @Nullable Lsn consistentAt,
        @Nullable Instant lastCommit,
        String logged,
        String host,
        String silent,
        @Nullable Path log,
        long bytesPerSecond,
        LogExplained messages) {

    public Optional<Integer> percent() {
        boolean onItsWay = state != RecoveryState.READY
                && state != RecoveryState.UNFINISHED
                && state != RecoveryState.PAUSED
                && state != RecoveryState.PROMOTED;
        return at == null || !onItsWay ? Optional.empty() : route.percent(at.at());
    }

    /** How long it takes at this speed; empty where that cannot be reckoned. */
    public Optional<Duration> left() {
        Lsn to = route.to();
        if (at == null || to == null || bytesPerSecond <= 0 || !state.isMoving()) {
            return Optional.empty();
        }
        return at.at().isBefore(to)
                ? Optional.of(Duration.ofSeconds(to.bytesSince(at.at()) / bytesPerSecond + 1))
                : Optional.of(Duration.ZERO);
    }

    /** {@code 2/1/09}; the position itself where the timeline or the size is not known. */
    String segment(@Nullable Lsn lsn) {
        SegmentSize size = route.size();
        Timeline timeline = route.timeline();
        if (lsn == null) {
            return "?";
        }
        return size == null || timeline == null
                ? lsn.toString()
                : Segment.before(timeline, lsn, size).shortName();
    }

    /** {@code replayed 2/1/09 of 2/1/0D   61 %   31 MiB/s   ~20 s left}, for a line that is written over. */
    public String progress() {
        if (at == null) {
            return state.word();
        }
        StringBuilder line = new StringBuilder("replayed ").append(segment(at.at()));
        if (route.to() != null && percent().isPresent()) {
            line.append(" of ").append(segment(route.to()));
        }
        percent().ifPresent(percent -> line.append("   ").append(percent).append(" %"));
        if (bytesPerSecond > 0 && state.isMoving()) {
            line.append("   ")
                    .append(dev.walkback.shell.report.Text.size(bytesPerSecond))
                    .append("/s");
        }
        left().ifPresent(left -> line.append("   ~")
                .append(dev.walkback.shell.report.Text.lasting(left))
                .append(" left"));
        return line.toString();
    }
}
