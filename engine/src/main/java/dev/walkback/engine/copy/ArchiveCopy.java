package dev.walkback.engine.copy;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.plan.objects.CopyObject;
import java.util.List;

/**
 * What a copy of backups would do, and what a person should know before.
 *
 * @param plan copies what the target lacks: WAL and parts, then metadata, then sentinels, parents first
 * @param backups that are wanted, and those that they stand on
 * @param equal how many objects the target has already, byte for byte
 * @param different keys under which the target has other content
 * @param marked backups that are permanent on one side only; the target's metadata stays as it is
 * @param lacks WAL that the source should have and has not
 * @param strangers clusters whose backups the target holds and which are not the copied one
 */
public record ArchiveCopy(
        Plan<CopyObject> plan,
        List<BackupName> backups,
        long equal,
        List<String> different,
        List<BackupName> marked,
        List<WalLack> lacks,
        List<SystemIdentifier> strangers) {

    public ArchiveCopy {
        backups = List.copyOf(backups);
        different = List.copyOf(different);
        marked = List.copyOf(marked);
        lacks = List.copyOf(lacks);
        strangers = List.copyOf(strangers);
    }

    /** Bytes as stored. */
    public long bytes() {
        return plan.steps().stream().mapToLong(step -> step.source().size()).sum();
    }
}
