package dev.walkback.shell.walg;

import dev.walkback.shell.walg.backup.Backups;
import dev.walkback.shell.walg.backup.DetailedBackup;
import dev.walkback.shell.walg.backup.ListedBackup;
import dev.walkback.shell.walg.wal.EarliestBackup.Candidate;
import dev.walkback.shell.walg.work.Beside;
import dev.walkback.storage.Storage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The backups among which wal-verify finds its stop segment, read while the WAL is being listed. */
final class StopSegment implements AutoCloseable {

    private final @Nullable String name;
    private final Beside<List<Candidate>> reading;

    private StopSegment(@Nullable String name, Beside<List<Candidate>> reading) {
        this.name = name;
        this.reading = reading;
    }

    /**
     * @param name of the one backup that was asked for, or null for all of them
     * @param needed false when no check asks for it
     */
    static StopSegment lookFor(Storage storage, @Nullable String name, boolean needed) {
        Backups backups = new Backups(storage, "default");
        return new StopSegment(name, Beside.begin(() -> needed ? candidates(backups, name) : List.of()));
    }

    boolean isNamed() {
        return name != null;
    }

    /** The one that was named, or all, the last listed first. Throws whatever reading them met. */
    List<Candidate> candidates() throws Exception {
        return reading.result();
    }

    @Override
    public void close() {
        reading.close();
    }

    private static List<Candidate> candidates(Backups backups, @Nullable String name) throws Exception {
        List<ListedBackup> listed = backups.list();
        if (listed.isEmpty()) {
            throw new WalgFailure("No backups found");
        }
        if (name == null) {
            return backups.detailed(listed.reversed()).stream()
                    .map(StopSegment::candidate)
                    .toList();
        }
        ListedBackup named = listed.stream()
                .filter(backup -> backup.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new WalgFailure("Backup with specified name \"" + name + "\" was not found"));
        return List.of(candidate(backups.detailed(named)));
    }

    private static Candidate candidate(DetailedBackup backup) {
        return new Candidate(
                backup.listed().name(),
                backup.listed().walFileName(),
                backup.metadata().permanent());
    }
}
