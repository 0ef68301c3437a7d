package dev.walkback.shell.setup;

import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself.
 *
 * @param settings by name, as {@code SHOW} prints them; those that the version or the role's rights hide are not there
 * @param afterRestart settings that were changed in a file and hold only after a restart
 * @param position where WAL is: written on a primary, replayed on a standby
 * @param currentSegment the file that is written to; null on a standby
 */
public record ServerSetup(
        PgVersion version,
        SystemIdentifier identifier,
        boolean inRecovery,
        Map<String, String> settings,
        Set<String> afterRestart,
        Lsn position,
        @Nullable String currentSegment,
        Archiver archiver,
        List<Slot> slots,
        Rights rights) {

    public ServerSetup {
        settings = Map.copyOf(settings);
        afterRestart = Set.copyOf(afterRestart);
        slots = List.copyOf(slots);
    }

    /**
     * @param retainedBytes of WAL that are kept for it; -1 where it keeps none
     * @param walStatus {@code reserved}, {@code extended}, {@code unreserved}, {@code lost}; empty before 13
     */
    public record Slot(String name, String type, boolean active, long retainedBytes, String walStatus) {}

    /** @param role whose they are */
    public record Rights(
            String role,
            boolean superuser,
            boolean replicates,
            boolean backsUp,
            boolean switchesWal,
            boolean readsSettings) {}

    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    public boolean isOn(String name) {
        return "on".equals(settings.get(name));
    }
}
