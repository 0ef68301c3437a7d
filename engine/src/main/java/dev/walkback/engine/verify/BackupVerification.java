package dev.walkback.engine.verify;

import dev.walkback.engine.backup.BackupLabel;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.finding.Severity;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What looking at a backup brought to light. A delta is no better than what it was made from, so the whole chain is looked at.
 *
 * @param chain oldest first, the backup itself last; as far as it could be followed
 * @param chainFindings of how they hang together
 */
public record BackupVerification(BackupName name, Depth depth, List<Link> chain, List<Finding> chainFindings) {

    /** How closely. */
    public enum Depth {
        /** What the listing and the small documents tell. */
        OBJECTS,
        /** Every stored byte is compared with the hash that was noted when it was stored, without being decoded. */
        STORED,
        /** The small tars, too, with pg_control and backup_label, and whether all that is listed is said to be in some tar. */
        FINALS,
        /** Each tar is decoded to its end, and each entry compared with what the documents say. */
        CONTENT
    }

    /**
     * One backup of the chain.
     *
     * @param tars objects in {@code tar_partitions/}
     * @param storedBytes of them
     * @param content null when only objects were looked at
     */
    public record Link(
            BackupName name,
            int tars,
            long storedBytes,
            @Nullable Content content,
            List<Finding> findings) {

        public Link {
            findings = List.copyOf(findings);
        }
    }

    /**
     * What is in the tars.
     *
     * @param entries files, folders and links
     * @param plainBytes of files, as in the tars
     * @param increments files of which only changed pages are there
     * @param changedPages in those increments together
     * @param control null when it could not be read
     * @param label null when there is none, or it could not be read
     */
    public record Content(
            long entries,
            long plainBytes,
            long increments,
            long changedPages,
            @Nullable PgControl control,
            @Nullable BackupLabel label) {}

    public BackupVerification {
        chain = List.copyOf(chain);
        chainFindings = List.copyOf(chainFindings);
    }

    /** Of the whole chain. */
    public List<Finding> findings() {
        return Stream.concat(chainFindings.stream(), chain.stream().flatMap(link -> link.findings().stream()))
                .toList();
    }

    /** Whether nothing was found that would keep it from being restored, or restore it wrong. */
    public boolean isSound() {
        return findings().stream().noneMatch(finding -> finding.severity() == Severity.DAMAGE) && !isWaiting();
    }

    /** Whether WAL that it needs has not arrived yet. */
    public boolean isWaiting() {
        return findings().stream().anyMatch(finding -> finding.code() == FindingCode.BACKUP_WAL_TO_COME);
    }
}
