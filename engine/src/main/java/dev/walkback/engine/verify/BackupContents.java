package dev.walkback.engine.verify;

import dev.walkback.engine.backup.BackupLabel;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.Increment;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.TablespaceMap;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.tar.TarEntry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What all tars of one backup together turned out to hold. A bit for each file, and a few names of what is odd. */
final class BackupContents implements TarScan.Listener {

    /** A tar may be made of nothing but hostile entries. */
    private static final int MOST_HOSTILE = 100;

    /** Entries that WAL-G restores though no files metadata describes them. */
    private static final Set<String> RESTORED_ALWAYS = Set.of("/global/pg_control", "backup_label", "tablespace_map");

    private final String backup;
    private final @Nullable FilesMetadata metadata;
    private final BitSet seen = new BitSet();
    private final Sample unlisted = new Sample();
    private final Sample twice = new Sample();
    private final Sample links = new Sample();
    private final Sample differing = new Sample();
    private final Sample damagedIncrements = new Sample();
    private final List<Finding> hostile = new ArrayList<>();
    private String firstDamage = "";
    private long entries;
    private long plainBytes;
    private long increments;
    private long changedPages;
    private Document<PgControl> control = new Document.Absent<>();
    private Document<BackupLabel> label = new Document.Absent<>();
    private Document<TablespaceMap> map = new Document.Absent<>();
    private boolean labelIsOwn;

    BackupContents(String backup, @Nullable FilesMetadata metadata) {
        this.backup = backup;
        this.metadata = metadata;
    }

    @Override
    public synchronized void entry(TarEntry entry, int number, @Nullable Increment increment) {
        count(entry, number);
        if (increment != null) {
            increments++;
            changedPages += increment.pages();
        }
        if (entry.kind() == TarEntry.Kind.FILE
                && metadata != null
                && !RESTORED_ALWAYS.contains(entry.name())
                && (number < 0 || !metadata.isDescribed(number))) {
            unlisted.add(entry.name());
        }
        String why = whyHostile(entry);
        if (!why.isEmpty() && hostile.size() < MOST_HOSTILE) {
            hostile.add(finding(FindingCode.ENTRY_HOSTILE)
                    .with("entry", entry.name())
                    .with("why", why));
        } else if (why.isEmpty() && entry.kind() == TarEntry.Kind.SYMBOLIC_LINK) {
            links.add(entry.name());
        }
    }

    @Override
    public synchronized void differs(TarEntry entry) {
        differing.add(entry.name());
    }

    @Override
    public synchronized void damagedIncrement(TarEntry entry, int number, String why) {
        count(entry, number);
        increments++;
        damagedIncrements.add(entry.name());
        if (firstDamage.isEmpty()) {
            firstDamage = why;
        }
    }

    /**
     * A data directory may have had an old label lying in it: the one that counts has no slash. A remote backup has pg_control
     * twice, and needs both.
     */
    @Override
    public synchronized void content(TarScan.Special special, String name, byte[] bytes) {
        boolean own = !name.startsWith("/");
        switch (special) {
            case PG_CONTROL -> {
                if (!(control instanceof Document.Unreadable)) {
                    control = PgControl.read(bytes);
                }
            }
            case BACKUP_LABEL -> {
                if (!labelIsOwn) {
                    label = BackupLabel.read(bytes);
                    labelIsOwn = own;
                }
            }
            case TABLESPACE_MAP -> {
                if (own || map.isAbsent()) {
                    map = TablespaceMap.read(bytes);
                }
            }
        }
    }

    synchronized boolean isSeen(int number) {
        return seen.get(number);
    }

    synchronized Document<PgControl> control() {
        return control;
    }

    synchronized Document<BackupLabel> label() {
        return label;
    }

    synchronized BackupVerification.Content content() {
        return new BackupVerification.Content(
                entries,
                plainBytes,
                increments,
                changedPages,
                control.optional().orElse(null),
                label.optional().orElse(null));
    }

    /** What is odd about single entries. */
    synchronized List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(hostile);
        add(findings, unlisted, FindingCode.ENTRIES_UNLISTED);
        add(findings, twice, FindingCode.ENTRIES_TWICE);
        add(findings, links, FindingCode.LINK_UNRESTORABLE);
        add(findings, differing, FindingCode.FILES_DIFFER);
        if (!damagedIncrements.isEmpty()) {
            findings.add(
                    damagedIncrements.on(finding(FindingCode.INCREMENT_DAMAGED)).with("why", firstDamage));
        }
        if (map instanceof Document.Unreadable<TablespaceMap>(String why)) {
            findings.add(finding(FindingCode.TABLESPACE_MAP_DAMAGED).with("why", why));
        }
        return findings;
    }

    private void add(List<Finding> findings, Sample sample, FindingCode code) {
        if (!sample.isEmpty()) {
            findings.add(sample.on(finding(code)));
        }
    }

    private void count(TarEntry entry, int number) {
        entries++;
        plainBytes += entry.size();
        if (number >= 0) {
            if (seen.get(number)
                    && entry.kind() == TarEntry.Kind.FILE
                    && TarScan.Special.named(entry.name()) != TarScan.Special.PG_CONTROL) {
                twice.add(entry.name());
            }
            seen.set(number);
        }
    }

    /** Empty for what WAL-G itself writes: files, folders, and links that name themselves. */
    private static String whyHostile(TarEntry entry) {
        if (TarEntry.leadsOutside(entry.name())) {
            return "its name leads out of the data directory";
        }
        return switch (entry.kind()) {
            case FILE, FOLDER -> "";
            case SYMBOLIC_LINK ->
                entry.linkTarget().equals(entry.baseName())
                        ? ""
                        : "it is a link to " + entry.linkTarget() + ", and WAL-G writes none that lead elsewhere";
            case HARD_LINK -> "it is a hard link, which WAL-G never writes";
            case DEVICE -> "it is a device or a pipe, which WAL-G never writes";
            case OTHER -> "it is of a kind that WAL-G never writes";
        };
    }

    private Finding finding(FindingCode code) {
        return Finding.of(code, backup);
    }
}
