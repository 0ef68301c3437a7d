package dev.walkback.engine.backup;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.WalFile;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A backup as its objects tell it, whether or not that is enough to restore it.
 *
 * <p>Where sentinel and {@code metadata.json} both say something, the metadata wins only for permanence: the rest of both was
 * written at the push, and the sentinel is what a restore goes by.
 *
 * @param sentinelKey of the sentinel's object
 * @param stored when the sentinel was stored, which WAL-G calls modified and takes for the backup's time
 */
public record Backup(
        BackupName name,
        String sentinelKey,
        Instant stored,
        Document<Sentinel> sentinel,
        Document<BackupMetadata> metadata,
        BackupObjects objects) {

    public Optional<Lsn> start() {
        return either(Sentinel::start, BackupMetadata::start);
    }

    public Optional<Lsn> finish() {
        return either(Sentinel::finish, BackupMetadata::finish);
    }

    /** The timeline it was made on, as its name says. */
    public Optional<Timeline> timeline() {
        return name.start().map(WalFile.Digits::timeline);
    }

    public Optional<Instant> startTime() {
        return either(Sentinel::startTime, BackupMetadata::startTime);
    }

    public Optional<Instant> finishTime() {
        return either(Sentinel::finishTime, BackupMetadata::finishTime);
    }

    public Optional<PgVersion> pgVersion() {
        return either(Sentinel::pgVersion, BackupMetadata::pgVersion);
    }

    public Optional<SystemIdentifier> systemIdentifier() {
        return either(Sentinel::systemIdentifier, BackupMetadata::systemIdentifier);
    }

    /** A sentinel that cannot be read leaves the name, which tells deltas too. */
    public boolean isDelta() {
        return sentinel.optional().map(read -> read.delta() != null).orElse(name.isDelta());
    }

    public Optional<BackupName> parent() {
        return sentinel.optional().flatMap(Sentinel::origin).map(Sentinel.Delta::parent);
    }

    /** Retention must not delete it. */
    public boolean isPermanent() {
        return metadata.optional()
                .map(BackupMetadata::permanent)
                .orElseGet(() ->
                        sentinel.optional().map(Sentinel::permanentWhenPushed).orElse(false));
    }

    private <T> Optional<T> either(
            Function<Sentinel, @Nullable T> inSentinel, Function<BackupMetadata, @Nullable T> inMetadata) {
        Optional<T> told = sentinel.optional().flatMap(read -> Optional.ofNullable(inSentinel.apply(read)));
        return told.isPresent()
                ? told
                : metadata.optional().flatMap(read -> Optional.ofNullable(inMetadata.apply(read)));
    }
}
