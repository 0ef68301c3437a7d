package dev.walkback.engine.restore.gate;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.tar.TarEntry;
import dev.walkback.engine.verify.TarNames;
import dev.walkback.storage.ObjectInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges the members of one backup's tars as they are read: where each goes, or that all of it is refused. A tar is somebody else's
 * bytes, whoever is said to have written them, and this process may be root.
 *
 * <p>Links are never made from a tar, so nothing can be written through one: WAL-G itself keeps no link's target, and links of
 * tablespaces are made from what the documents say.
 *
 * <p>For several threads, each with a tar of its own.
 */
public final class MemberRule {

    private static final String BACKUP_LABEL = "backup_label";
    private static final String TABLESPACE_MAP = "tablespace_map";

    /** Sizes are measured while files still grow. */
    private static final long GROWTH = 64 << 20;

    private final Backup backup;
    private final @Nullable FilesMetadata metadata;
    private final boolean isOwn;
    private final boolean hasOwnLabel;
    private final long largest;
    private final BitSet seen = new BitSet();
    /** Names that the files metadata does not number. */
    private final Set<String> others = new HashSet<>();

    /** @param metadata of the backup itself; null for a full one that was made without */
    public MemberRule(Backup backup, @Nullable FilesMetadata metadata) {
        this(backup, metadata, true);
    }

    /**
     * A rule for a backup that the wanted one stands on. What only the older one has is not restored, and so need not be described.
     *
     * @param wanted files metadata of the wanted backup
     */
    public static MemberRule beneath(Backup backup, @Nullable FilesMetadata wanted) {
        return new MemberRule(backup, wanted, false);
    }

    private MemberRule(Backup backup, @Nullable FilesMetadata metadata, boolean isOwn) {
        this.backup = backup;
        this.metadata = metadata;
        this.isOwn = isOwn;
        this.hasOwnLabel = backup.objects().tar(BACKUP_LABEL + ".tar").isPresent();
        long told = backup.sentinel()
                .optional()
                .map(sentinel -> Math.max(sentinel.uncompressedBytes(), sentinel.catalogBytes()))
                .orElse(0L);
        this.largest = told <= 0 ? Long.MAX_VALUE : told + GROWTH;
    }

    /**
     * The same rule for a tar of which everything is known to have been unpacked before. What lies in the tars of a backup beneath
     * only its own documents tell, which are not kept: tars of the same name are not the same.
     *
     * @param tar by the name of its object
     */
    public synchronized void unpackedBefore(ObjectInfo tar) {
        if (metadata != null && isOwn) {
            for (int number : listed(metadata, tar)) {
                seen.set(number);
            }
        }
    }

    /** @throws RefusedException when nothing of this backup is to be unpacked any further */
    public Member judge(ObjectInfo tar, TarEntry entry) {
        SafeName name = safe(tar, entry);
        return switch (entry.kind()) {
            case FOLDER -> folder(tar, entry, name);
            case FILE -> file(tar, entry, name);
            case SYMBOLIC_LINK -> link(tar, entry);
            case HARD_LINK -> throw hostile(tar, entry, "it is a hard link, which WAL-G never writes");
            case DEVICE -> throw hostile(tar, entry, "it is a device or a pipe, which WAL-G never writes");
            case OTHER -> throw hostile(tar, entry, "it is of a kind that WAL-G never writes");
        };
    }

    /**
     * What an increment says of its file's size.
     *
     * @throws RefusedException when a file of that size cannot have been in the backup
     */
    public void checkSize(ObjectInfo tar, TarEntry entry, long fileBytes) {
        if (fileBytes < 0 || fileBytes > largest) {
            throw hostile(tar, entry, "it makes a file larger than all that was backed up");
        }
    }

    /**
     * A tar was read to its end.
     *
     * @throws RefusedException when it lacks a member that the documents say is in it
     */
    public synchronized void finished(ObjectInfo tar) {
        if (metadata == null || !isOwn) {
            return;
        }
        List<String> missing = new ArrayList<>();
        long count = 0;
        for (int number : listed(metadata, tar)) {
            if (!seen.get(number)) {
                count++;
                if (missing.size() < FilesMetadata.SOME) {
                    missing.add(metadata.name(number));
                }
            }
        }
        if (count > 0) {
            throw refused(finding(FindingCode.ENTRIES_MISSING, tar)
                    .with("tar", TarNames.of(tar))
                    .with("entries", count)
                    .with("names", String.join(", ", missing)));
        }
    }

    private SafeName safe(ObjectInfo tar, TarEntry entry) {
        try {
            return SafeName.of(entry.name());
        } catch (SafeName.UnsafeException unsafe) {
            throw hostile(tar, entry, unsafe.why());
        }
    }

    /** Folders are told by several tars, and by remote backups without a description. */
    private Member folder(ObjectInfo tar, TarEntry entry, SafeName name) {
        if (name.isBelow(RestoreFolder.NAME)) {
            return passedOver(entry, Member.Why.EARLIER_RESTORE);
        }
        if (name.isBelow("global/pg_control") || name.isBelow(BACKUP_LABEL) || name.isBelow(TABLESPACE_MAP)) {
            throw hostile(tar, entry, "it is a folder in the place of a file that every server needs");
        }
        note(number(entry));
        return new Member.Folder(name, entry.mode());
    }

    private Member link(ObjectInfo tar, TarEntry entry) {
        if (!entry.linkTarget().equals(entry.baseName())) {
            throw hostile(
                    tar,
                    entry,
                    "it is a link to " + entry.linkTarget() + ", and WAL-G writes none that lead elsewhere");
        }
        note(number(entry));
        return passedOver(entry, Member.Why.LINK_WITHOUT_TARGET);
    }

    private Member file(ObjectInfo tar, TarEntry entry, SafeName name) {
        if (name.text().isEmpty()) {
            throw hostile(tar, entry, "it is a file in the place of the data directory");
        }
        if (spellings(name).noneMatch(entry.name()::equals)) {
            throw hostile(tar, entry, "its name is spelt as nobody does");
        }
        if (entry.size() > largest) {
            throw hostile(tar, entry, "it is larger than all that was backed up");
        }
        int number = number(entry);
        Member.Role role = role(name);
        boolean isListed = metadata == null || (number >= 0 && metadata.isDescribed(number));
        if (isOwn && !isListed && !isItsTars(tar, role)) {
            throw refused(finding(FindingCode.ENTRIES_UNLISTED, tar)
                    .with("entries", 1)
                    .with("names", entry.name()));
        }
        if (role != Member.Role.CONTROL && isSecond(entry, name, role)) {
            throw refused(
                    finding(FindingCode.ENTRIES_TWICE, tar).with("entries", 1).with("names", entry.name()));
        }
        note(number);
        if (name.isBelow(RestoreFolder.NAME)) {
            return passedOver(entry, Member.Why.EARLIER_RESTORE);
        }
        if (isLabel(role) && hasOwnLabel && !isItsTars(tar, role)) {
            return passedOver(entry, Member.Why.OLD_LABEL);
        }
        boolean isPages = metadata != null && number >= 0 && metadata.isIncremented(number);
        return isPages
                ? new Member.Pages(name, number, entry.size(), entry.mode())
                : new Member.WholeFile(name, number, entry.size(), entry.mode(), role);
    }

    private static Member.Role role(SafeName name) {
        return switch (name.text()) {
            case "global/pg_control" -> Member.Role.CONTROL;
            case BACKUP_LABEL -> Member.Role.LABEL;
            case TABLESPACE_MAP -> Member.Role.TABLESPACE_MAP;
            default -> Member.Role.ORDINARY;
        };
    }

    private int number(TarEntry entry) {
        return metadata == null ? -1 : metadata.find(entry.name()).orElse(-1);
    }

    private synchronized void note(int number) {
        if (number >= 0) {
            seen.set(number);
        }
    }

    /** The tars that are made for one file need not be listed: WAL-G restores what is in them in any case. */
    private static boolean isItsTars(ObjectInfo tar, Member.Role role) {
        return switch (role) {
            case ORDINARY -> false;
            case CONTROL -> TarNames.isPgControl(tar);
            case LABEL, TABLESPACE_MAP -> TarNames.isBackupLabel(TarNames.stem(tar));
        };
    }

    private static boolean isLabel(Member.Role role) {
        return role == Member.Role.LABEL || role == Member.Role.TABLESPACE_MAP;
    }

    /** One place has several spellings, of which the documents may list more than one. A label may also have lain around. */
    private synchronized boolean isSecond(TarEntry entry, SafeName name, Member.Role role) {
        if (metadata == null || isLabel(role)) {
            return !others.add(isLabel(role) ? entry.name() : name.text());
        }
        return spellings(name)
                .flatMapToInt(spelt -> metadata.find(spelt).stream())
                .anyMatch(seen::get);
    }

    /** Of local backups, of those through the replication protocol, and of old. */
    private static Stream<String> spellings(SafeName name) {
        return Stream.of("/" + name.text(), name.text(), "./" + name.text());
    }

    private static List<Integer> listed(FilesMetadata metadata, ObjectInfo tar) {
        return metadata.tars().stream()
                .filter(each -> TarNames.stem(each).equals(TarNames.stem(tar)))
                .flatMapToInt(each -> Arrays.stream(metadata.entries(each)))
                .boxed()
                .toList();
    }

    private static Member passedOver(TarEntry entry, Member.Why why) {
        return new Member.PassedOver(entry.name(), why);
    }

    private RefusedException hostile(ObjectInfo tar, TarEntry entry, String why) {
        return refused(finding(FindingCode.ENTRY_HOSTILE, tar)
                .with("entry", entry.name())
                .with("why", why));
    }

    private Finding finding(FindingCode code, ObjectInfo tar) {
        return Finding.of(code, backup.name().text()).with("key", tar.key());
    }

    private RefusedException refused(Finding finding) {
        return RefusedException.within(backup.name(), finding);
    }
}
