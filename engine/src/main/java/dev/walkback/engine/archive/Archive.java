package dev.walkback.engine.archive;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.finding.Finding;
import dev.walkback.storage.Location;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One immutable look at a storage. Every command and screen asks this value; nothing lists again behind anybody's back, so its
 * age can be told and is always shown.
 *
 * @param complete false when the listing broke off or was interrupted: what is here is there, but not all that is there is here
 * @param clusters told apart by system identifier, never mixed; the one with the newest backup first. Empty for a storage that
 *     holds neither backups nor WAL
 * @param findings what reading itself came upon: listings that broke off, documents that make no sense, objects that cannot be
 *     what their names say, several systems. What follows from the clusters is not among them
 * @param elsewhere where an archive was found instead, if there is none here: {@code main/} lies below the storage's root,
 *     {@code ../} above it
 */
public record Archive(
        Location location,
        Instant listedAt,
        boolean complete,
        List<Cluster> clusters,
        Inventory inventory,
        List<Finding> findings,
        List<String> elsewhere) {

    public Archive {
        clusters = List.copyOf(clusters);
        findings = List.copyOf(findings);
        elsewhere = List.copyOf(elsewhere);
    }

    /** Whether there is any backup or WAL to speak of. */
    public boolean isEmpty() {
        return clusters.isEmpty();
    }

    public Optional<Cluster> cluster(SystemIdentifier identifier) {
        return clusters.stream()
                .filter(each -> identifier.equals(each.identifier()))
                .findFirst();
    }

    /** The same look, of which more became known. */
    public Archive with(List<Cluster> known, List<Finding> found) {
        return new Archive(location, listedAt, complete, known, inventory, found, elsewhere);
    }
}
