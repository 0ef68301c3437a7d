package dev.walkback.shell.command.restore;

import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.server.RecoveryState;
import dev.walkback.engine.server.RouteAhead;
import dev.walkback.engine.server.Sighting;
import dev.walkback.engine.server.log.LogFile;
import dev.walkback.engine.server.log.LogLine;
import dev.walkback.engine.server.log.LogMessage;
import dev.walkback.engine.server.log.LogTail;
import dev.walkback.engine.server.log.RecoveryLog;
import dev.walkback.engine.server.log.Told;
import dev.walkback.shell.command.LogReading;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.report.server.LogExplained;
import dev.walkback.shell.report.server.ServerSeen;
import dev.walkback.shell.server.Recovery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at a restored directory and its server, again and again: what the log said before is remembered. Belongs to one thread. */
final class ServerLook {

    private static final long LAST_OF_A_LOG = 4 << 20;

    private final WatchedDirectory place;
    private final Session session;
    private final String as;
    private final @Nullable Path namedLog;
    private final RecoveryLog log = new RecoveryLog();
    private final LogExplained.About about;
    private LogReading reading;
    private @Nullable LogTail tail;
    private @Nullable Sighting first;
    private @Nullable Instant firstAt;

    /**
     * @param as the role to connect as; empty for those that are usual
     * @param namedLog null for where a server usually writes it
     */
    ServerLook(WatchedDirectory place, Session session, String as, @Nullable Path namedLog, String storage) {
        this.place = place;
        this.session = session;
        this.as = as;
        this.namedLog = namedLog;
        this.about = new LogExplained.About(place.typed(), storage);
        this.reading = new LogReading(about);
    }

    ServerSeen look() {
        DataDirectory directory = place.look();
        readLog();
        ServerAsked asked = directory.isLive()
                ? ServerAsked.of(directory.postmaster(), directory.path(), as, session.console())
                : new ServerAsked(null, null, "");
        Recovery recovery = asked.recovery();
        RecoveryState state = RecoveryState.of(directory, log, answer(recovery));
        RouteAhead route = RouteAhead.of(directory);
        Sighting at = recovery != null && recovery.replayed() != null
                ? new Sighting(recovery.replayed(), Sighting.Eye.SERVER)
                : Sighting.of(directory, log).orElse(null);
        Instant now = session.console().clock().instant();
        if (first == null && at != null) {
            first = at;
            firstAt = now;
        }
        return new ServerSeen(
                place.typed(),
                directory,
                state,
                route,
                at,
                log.consistentAt(),
                recovery == null ? null : recovery.lastCommit(),
                log.lastTime() == null ? "" : log.lastTime(),
                asked.address() == null ? "" : asked.address().host(),
                asked.why(),
                tail == null ? null : tail.file(),
                speed(at, now, directory, route),
                reading.explained(told -> List.of()));
    }

    /** Bytes a second: over what was watched, else since the server was started. */
    private long speed(@Nullable Sighting at, Instant now, DataDirectory directory, RouteAhead route) {
        if (at == null || first == null || firstAt == null) {
            return 0;
        }
        long watched = now.toEpochMilli() - firstAt.toEpochMilli();
        if (watched > 2000 && first.at().isBefore(at.at())) {
            return at.at().bytesSince(first.at()) * 1000 / watched;
        }
        Instant started =
                directory.postmaster() == null ? null : directory.postmaster().started();
        if (started == null || route.from() == null || !route.from().isBefore(at.at())) {
            return 0;
        }
        long running = Math.max(1000, now.toEpochMilli() - started.toEpochMilli());
        return at.at().bytesSince(route.from()) * 1000 / running;
    }

    private static RecoveryState.@Nullable Answer answer(@Nullable Recovery recovery) {
        if (recovery == null) {
            return null;
        }
        if (!recovery.recovering()) {
            return RecoveryState.Answer.WRITING;
        }
        return recovery.pause() == Recovery.Pause.PAUSED
                ? RecoveryState.Answer.PAUSED
                : RecoveryState.Answer.RECOVERING;
    }

    private void readLog() {
        try {
            if (tail == null) {
                Optional<Path> file = namedLog == null ? LogFile.of(place.path()) : Optional.of(namedLog);
                if (file.isEmpty()) {
                    return;
                }
                tail = LogTail.last(file.get(), LAST_OF_A_LOG);
            }
            for (String line : tail.more()) {
                take(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(String line) {
        Optional<Told> told = Told.in(LogLine.parse(line));
        if (told.filter(it -> it.message() == LogMessage.SERVER_STARTS).isPresent()) {
            // also strangers of the run before are of no interest any more
            reading = new LogReading(about);
        }
        told.ifPresent(log::add);
        reading.add(line);
    }
}
