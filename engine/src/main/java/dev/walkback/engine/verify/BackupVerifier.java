package dev.walkback.engine.verify;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.content.ReadEvent;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.finding.Severity;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.recovery.Restorability;
import dev.walkback.engine.verify.BackupVerification.Depth;
import dev.walkback.engine.verify.BackupVerification.Link;
import dev.walkback.storage.ObjectInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verifies backups of one cluster, each with the chain that it stands on. A backup that several stand on is read once, as long
 * as this verifier is asked about all of them.
 *
 * <p>Not for several threads; its source reads with several.
 */
public final class BackupVerifier {

    private final ContentSource source;
    private final Depth depth;
    private final RecoveryWindows windows;
    private final Map<BackupName, Link> checked = new HashMap<>();
    private @Nullable BackupName lastRead;
    private @Nullable FilesMetadata lastMetadata;

    public BackupVerifier(ContentSource source, Cluster cluster, Depth depth) {
        this.source = source;
        this.depth = depth;
        this.windows = RecoveryWindows.of(cluster);
    }

    /**
     * @throws dev.walkback.storage.StorageException when nothing could be read at all, or reading was interrupted
     * @throws IllegalArgumentException when the backup is not one of the cluster's
     */
    public BackupVerification verify(BackupName name) {
        Restorability restorability =
                windows.backup(name).orElseThrow(() -> new IllegalArgumentException("no backup " + name));
        Chain chain = restorability.chain();
        List<Finding> listed = restorability instanceof Restorability.NotRestorable not ? not.findings() : List.of();
        plan(chain);
        List<Link> links = new ArrayList<>();
        Backup below = null;
        for (Backup member : chain.members()) {
            Link link = checked.get(member.name());
            if (link == null) {
                link = check(member, below, listed);
                checked.put(member.name(), link);
            }
            links.add(link);
            below = member;
        }
        List<String> members =
                chain.members().stream().map(member -> member.name().text()).toList();
        List<Finding> ofChain = listed.stream()
                .filter(finding -> !isOfOneMember(finding) || !members.contains(finding.subject()))
                .map(this::costing)
                .toList();
        return new BackupVerification(name, depth, links, ofChain);
    }

    private Link check(Backup member, @Nullable Backup below, List<Finding> listed) {
        FilesMetadata parent = below == null ? null : metadata(below);
        MemberCheck check = new MemberCheck(source, member);
        check.compareObjects(member.isDelta() ? parent : null);
        BackupVerification.Content content = switch (depth) {
            case OBJECTS -> null;
            case STORED -> {
                check.compareStored();
                yield null;
            }
            case FINALS -> check.compareFinals();
            case CONTENT -> check.compareContent();
        };
        lastRead = member.name();
        lastMetadata = check.metadata();
        List<Finding> found = check.findings();
        List<Finding> all = new ArrayList<>();
        List<Finding> own = listed.stream()
                .filter(finding -> isOfOneMember(finding)
                        && finding.subject().equals(member.name().text()))
                .toList();
        own.stream().filter(finding -> !isToldBetter(finding, own, check)).forEach(all::add);
        all.addAll(found);
        return new Link(
                member.name(),
                member.objects().tars().size(),
                member.objects().tarBytes(),
                content,
                all.stream().map(this::costing).toList());
    }

    /** Read again where it was not the last, which is cheap beside reading tars, and keeps no more than two in memory. */
    private @Nullable FilesMetadata metadata(Backup backup) {
        return backup.name().equals(lastRead) ? lastMetadata : new MemberCheck(source, backup).metadata();
    }

    /**
     * A listing knows the first empty part only. That fewer bytes are there than were pushed says something is missing or cut,
     * and need not be said once it is known what.
     */
    private static boolean isToldBetter(Finding listed, List<Finding> own, MemberCheck check) {
        return switch (listed.code()) {
            case PART_EMPTY -> true;
            case BACKUP_LABEL_MISSING -> check.knowsItsTars();
            case PARTS_MISSING ->
                check.hasBadTars()
                        || own.stream()
                                .anyMatch(other -> other.code() == FindingCode.PG_CONTROL_MISSING
                                        || other.code() == FindingCode.BACKUP_LABEL_MISSING);
            default -> false;
        };
    }

    /** Not of how members hang together, or of the WAL that they need. */
    private static boolean isOfOneMember(Finding finding) {
        return switch (finding.code()) {
            case PARENT_MISSING,
                    PARENT_FOREIGN,
                    CHAIN_BROKEN,
                    BACKUP_WAL_MISSING,
                    BACKUP_WAL_TO_COME,
                    SENTINEL_INCOMPLETE -> false;
            default -> true;
        };
    }

    /** All that stand on a backup are lost with it. */
    private Finding costing(Finding finding) {
        // a delta does not replay its parent's WAL
        if (finding.severity() != Severity.DAMAGE || finding.code() == FindingCode.BACKUP_WAL_MISSING) {
            return finding;
        }
        BackupName faulty = new BackupName(finding.subject());
        return finding.costing(windows.backups().values().stream()
                .filter(each -> each.chain().members().stream()
                        .anyMatch(member -> member.name().equals(faulty)))
                .map(Restorability::name)
                .toList());
    }

    private void plan(Chain chain) {
        long objects = 0;
        long bytes = 0;
        for (Backup member : chain.members()) {
            if (checked.containsKey(member.name())) {
                continue;
            }
            ObjectInfo metadata = member.objects().filesMetadata();
            objects += metadata == null ? 0 : 1;
            bytes += metadata == null ? 0 : metadata.size();
            if (depth == Depth.CONTENT || depth == Depth.STORED) {
                objects += member.objects().tars().size();
                bytes += member.objects().tarBytes();
            }
        }
        source.events().accept(new ReadEvent.Planned(objects, bytes));
    }
}
