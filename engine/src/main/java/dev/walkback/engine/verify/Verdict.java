package dev.walkback.engine.verify;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.finding.Severity;
import dev.walkback.engine.recovery.RecoveryWindow;
import dev.walkback.engine.recovery.Restorability;
import dev.walkback.engine.verify.WalVerification.Integrity;
import dev.walkback.engine.verify.WalVerification.Outcome;
import dev.walkback.engine.verify.WalVerification.State;
import dev.walkback.engine.verify.WalVerification.TimelineCheck;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a monitoring system wants of {@code wal verify}: one word, and the facts for one line.
 *
 * @param lost segments; so {@code uploading} and {@code delayed}
 * @param damage findings of that severity; so {@code warnings}
 * @param isGrowing whether a backup leads to the newest WAL there is: new WAL can be reached as it comes
 * @param newestBackup when the newest restorable backup finished; null where there is none
 * @param newestReachable about when the newest moment was that can be reached; null where nothing tells
 */
public record Verdict(
        Level level,
        long lost,
        long uploading,
        long delayed,
        long damage,
        long warnings,
        int backups,
        int restorable,
        int windows,
        boolean isGrowing,
        boolean isSplit,
        @Nullable Instant newestBackup,
        @Nullable Instant newestReachable) {

    /** With that world's exit codes. */
    public enum Level {
        OK(0),
        WARNING(1),
        CRITICAL(2),
        /** Not all was seen, so nobody can say. */
        UNKNOWN(3);

        private final int exitCode;

        Level(int exitCode) {
            this.exitCode = exitCode;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public int exitCode() {
            return exitCode;
        }
    }

    static Verdict of(
            ArchiveFindings archive,
            ClusterFindings cluster,
            List<Weighed> findings,
            Integrity integrity,
            TimelineCheck timeline) {
        List<Restorability.Restorable> restorable = cluster.windows().backups().values().stream()
                .filter(Restorability.Restorable.class::isInstance)
                .map(Restorability.Restorable.class::cast)
                .toList();
        List<RecoveryWindow> windows = cluster.windows().windows();
        Verdict facts = new Verdict(
                Level.OK,
                integrity.segments(State.LOST),
                integrity.segments(State.UPLOADING),
                integrity.segments(State.DELAYED),
                count(findings, Severity.DAMAGE),
                count(findings, Severity.WARNING),
                cluster.cluster().backups().size(),
                restorable.size(),
                windows.size(),
                windows.stream().anyMatch(RecoveryWindow::isGrowing),
                timeline.outcome() == Outcome.FAILURE,
                newest(restorable).orElse(null),
                newestEnd(windows).orElse(null));
        return facts.at(facts.level(archive.archive().complete(), cluster.cluster(), integrity, timeline));
    }

    private Level level(boolean complete, Cluster cluster, Integrity integrity, TimelineCheck timeline) {
        if (!complete) {
            return Level.UNKNOWN;
        }
        boolean nothingLeft = restorable == 0 && !cluster.timelines().isEmpty();
        if (damage > 0 || isSplit || nothingLeft || integrity.outcome() == Outcome.FAILURE) {
            return Level.CRITICAL;
        }
        return warnings > 0 || integrity.outcome() != Outcome.OK || timeline.outcome() != Outcome.OK
                ? Level.WARNING
                : Level.OK;
    }

    private Verdict at(Level found) {
        return new Verdict(
                found,
                lost,
                uploading,
                delayed,
                damage,
                warnings,
                backups,
                restorable,
                windows,
                isGrowing,
                isSplit,
                newestBackup,
                newestReachable);
    }

    private static long count(List<Weighed> findings, Severity severity) {
        return findings.stream().filter(each -> each.severity() == severity).count();
    }

    private static Optional<Instant> newest(List<Restorability.Restorable> restorable) {
        return restorable.stream()
                .map(Restorability.Restorable::backup)
                .map(backup -> finish(backup))
                .max(Comparator.naturalOrder());
    }

    private static Optional<Instant> newestEnd(List<RecoveryWindow> windows) {
        return windows.stream()
                .flatMap(window -> Stream.ofNullable(window.to().about()))
                .max(Comparator.naturalOrder());
    }

    private static Instant finish(Backup backup) {
        return backup.finishTime().orElse(backup.stored());
    }
}
