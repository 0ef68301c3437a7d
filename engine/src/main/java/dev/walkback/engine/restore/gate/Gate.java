package dev.walkback.engine.restore.gate;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.TablespaceMap;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.finding.Severity;
import dev.walkback.engine.verify.BackupVerification;
import dev.walkback.engine.verify.BackupVerifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Asks of a backup and of all that it stands on what can be known before a byte is written: that the chain holds together, every tar
 * that the documents name is there and as large as what was pushed, no name leads out of the data directory, pg_control and
 * backup_label open with the key at hand and are this backup's, and the WAL is there that makes it consistent.
 *
 * <p>What only a part's content tells is told while it is unpacked, by {@link MemberRule}.
 */
public final class Gate {

    private Gate() {}

    /**
     * What was found.
     *
     * @param refusals what keeps it from being restored; empty when it may be
     * @param warnings what a person should know, and nothing more
     */
    public record Opinion(BackupVerification verification, List<Finding> refusals, List<Finding> warnings) {

        public Opinion {
            refusals = List.copyOf(refusals);
            warnings = List.copyOf(warnings);
        }

        public BackupName backup() {
            return verification.name();
        }

        /** @throws RefusedException when there is anything against it */
        public Opinion orRefuse() {
            if (!refusals.isEmpty()) {
                throw RefusedException.before(backup(), refusals);
            }
            return this;
        }

        /** The same for somebody who has the WAL from elsewhere, or needs no server to start. */
        public Opinion withoutWal() {
            List<Finding> others =
                    refusals.stream().filter(finding -> !isOfWal(finding)).toList();
            List<Finding> told = new ArrayList<>(warnings);
            refusals.stream().filter(Opinion::isOfWal).forEach(told::add);
            return new Opinion(verification, others, told);
        }

        private static boolean isOfWal(Finding finding) {
            return finding.code() == FindingCode.BACKUP_WAL_MISSING || finding.code() == FindingCode.BACKUP_WAL_TO_COME;
        }
    }

    /**
     * Reads files metadata and the small tars.
     *
     * @throws dev.walkback.storage.StorageException when they could not be read: unreachable, interrupted, or no key opens them
     * @throws IllegalArgumentException when the backup is not one of the cluster's
     */
    public static Opinion on(ContentSource source, Cluster cluster, BackupName name) {
        BackupVerification verification =
                new BackupVerifier(source, cluster, BackupVerification.Depth.FINALS).verify(name);
        List<Finding> found = new ArrayList<>(verification.findings());
        cluster.backup(name).ifPresent(backup -> found.addAll(hostilePlaces(backup)));
        List<Finding> all =
                found.stream().sorted(Comparator.comparingInt(Gate::rank)).toList();
        return new Opinion(
                verification,
                all.stream().filter(Gate::isAgainst).toList(),
                all.stream()
                        .filter(finding -> finding.severity() == Severity.WARNING && !isAgainst(finding))
                        .toList());
    }

    /** WAL that has not arrived is no damage, and without it nothing is restored all the same. */
    private static boolean isAgainst(Finding finding) {
        return finding.severity() == Severity.DAMAGE || finding.code() == FindingCode.BACKUP_WAL_TO_COME;
    }

    /** Links are made by these names, and folders at these places, perhaps by root: a name is a number, a place a whole path. */
    private static List<Finding> hostilePlaces(Backup backup) {
        List<Finding> findings = new ArrayList<>();
        backup.sentinel()
                .optional()
                .map(Sentinel::spec)
                .ifPresent(spec -> spec.places().forEach((number, place) -> {
                    if (!TablespaceMap.isNumber(number) || !isWholePath(place)) {
                        findings.add(Finding.of(
                                        FindingCode.ENTRY_HOSTILE, backup.name().text())
                                .with("entry", "pg_tblspc/" + number)
                                .with("why", "the sentinel tells of a tablespace that cannot be one, at " + place));
                    }
                }));
        return findings;
    }

    private static boolean isWholePath(String place) {
        return place.startsWith("/")
                && place.chars().noneMatch(Character::isISOControl)
                && List.of(place.split("/", -1)).stream().noneMatch(part -> part.equals(".."));
    }

    /** What a backup stands on is told before what is in it: the rest may only follow from that. */
    private static int rank(Finding finding) {
        return switch (finding.code()) {
            case SENTINEL_UNREADABLE -> 0;
            case SENTINEL_INCOMPLETE -> 1;
            case PARENT_MISSING, PARENT_FOREIGN, CHAIN_BROKEN -> 2;
            case BACKUP_WAL_MISSING, BACKUP_WAL_TO_COME -> 4;
            default -> 3;
        };
    }
}
