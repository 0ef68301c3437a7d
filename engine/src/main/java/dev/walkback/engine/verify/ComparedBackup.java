package dev.walkback.engine.verify;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.Increment;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.tar.TarEntry;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of two backups that are compared: its files, and how large each would be once restored, as far as tars were read for it.
 * Files go by their number in its files metadata.
 */
final class ComparedBackup {

    static final long UNKNOWN = -1;

    private final ContentSource source;
    private final Chain chain;
    private final Backup backup;
    private final List<Finding> findings;
    private final Document<FilesMetadata> document;
    private final @Nullable FilesMetadata metadata;
    private final @Nullable PgControl control;
    private StorageException.@Nullable WrongKey locked;
    private long[] sizes = new long[0];
    private long[] pages = new long[0];
    private final BitSet folders = new BitSet();

    /** @param findings where what could not be read is added to */
    ComparedBackup(ContentSource source, Chain chain, List<Finding> findings) {
        this.source = source;
        this.chain = chain;
        this.backup = chain.members().getLast();
        this.findings = findings;
        this.document = FilesMetadataDocument.read(source, backup);
        this.metadata = document.optional().orElse(null);
        if (document instanceof Document.Unreadable<FilesMetadata>(String why)) {
            findings.add(finding(FindingCode.FILES_METADATA_UNREADABLE).with("why", why));
        }
        this.control = readControl();
        if (metadata != null) {
            sizes = new long[metadata.names()];
            pages = new long[metadata.names()];
            Arrays.fill(sizes, UNKNOWN);
            Arrays.fill(pages, UNKNOWN);
        }
    }

    Backup backup() {
        return backup;
    }

    @Nullable
    FilesMetadata metadata() {
        return metadata;
    }

    /** What kept pg_control shut, if that was a key. */
    StorageException.@Nullable WrongKey locked() {
        return locked;
    }

    long size(int number) {
        return sizes[number];
    }

    /** How many pages its increment holds; {@link #UNKNOWN} where it is not an increment, or was not read. */
    long pages(int number) {
        return pages[number];
    }

    boolean isFolder(int number) {
        return folders.get(number) || (metadata != null && metadata.isFolder(number));
    }

    /** Reads its own tars only: what is whole or incremented there is known then, and what was skipped is not. */
    void readOwn() {
        read(backup, metadata);
    }

    /** Reads the tars of the whole chain, newest first: what a younger backup holds counts. */
    void readChain() {
        readOwn();
        List<Backup> below =
                chain.members().subList(0, chain.members().size() - 1).reversed();
        for (Backup member : below) {
            read(member, FilesMetadataDocument.read(source, member).optional().orElse(null));
        }
    }

    BackupDifference.Side side() {
        long chainBytes = chain.members().stream()
                .mapToLong(member -> member.objects().tarBytes())
                .sum();
        return new BackupDifference.Side(
                backup, chain.members().size(), backup.objects().tarBytes(), chainBytes, control, files());
    }

    private BackupDifference.@Nullable Files files() {
        if (metadata == null) {
            return null;
        }
        long whole = 0;
        long incremented = 0;
        long skipped = 0;
        long folderCount = 0;
        for (int number = 0; number < metadata.names(); number++) {
            if (!metadata.isDescribed(number)) {
                continue;
            }
            if (isFolder(number)) {
                folderCount++;
            } else if (metadata.isSkipped(number)) {
                skipped++;
            } else if (metadata.isIncremented(number)) {
                incremented++;
            } else {
                whole++;
            }
        }
        return new BackupDifference.Files(whole + incremented + skipped, whole, incremented, skipped, folderCount);
    }

    private void read(Backup member, @Nullable FilesMetadata ofMember) {
        if (metadata == null) {
            return;
        }
        boolean isOwn = member.equals(backup);
        new TarsReading(source).read(member, ofMember, new Sizes(metadata, isOwn), new TarsReading.Failures() {
            @Override
            public void damaged(ObjectInfo tar, String why) {
                add(FindingCode.TAR_DAMAGED, member, tar, why);
            }

            @Override
            public void unreadable(ObjectInfo tar, String why) {
                add(FindingCode.OBJECT_UNREADABLE, member, tar, why);
            }
        });
    }

    private @Nullable PgControl readControl() {
        Optional<ObjectInfo> tar = backup.objects().tar("pg_control.tar").filter(object -> object.size() > 0);
        if (tar.isEmpty()) {
            findings.add(finding(FindingCode.PG_CONTROL_MISSING));
            return null;
        }
        BackupContents contents = new BackupContents(backup.name().text(), null);
        try (InputStream plain = source.open(tar.get())) {
            new TarScan(null, contents).read(plain);
        } catch (StorageException failure) {
            locked = failure instanceof StorageException.WrongKey wrong ? wrong : null;
            add(FindingCode.OBJECT_UNREADABLE, backup, tar.get(), ContentSource.whyNot(failure));
            return null;
        } catch (IOException damaged) {
            add(FindingCode.TAR_DAMAGED, backup, tar.get(), String.valueOf(damaged.getMessage()));
            return null;
        }
        if (!(contents.control() instanceof Document.Read<PgControl>(PgControl read))) {
            findings.add(finding(FindingCode.PG_CONTROL_DAMAGED));
            return null;
        }
        return read;
    }

    private void add(FindingCode code, Backup member, ObjectInfo tar, String why) {
        synchronized (folders) {
            findings.add(Finding.of(code, member.name().text())
                    .with("key", tar.key())
                    .with("why", why));
        }
    }

    private Finding finding(FindingCode code) {
        return Finding.of(code, backup.name().text());
    }

    /** Takes what a tar tells of files that are this backup's too, and not yet known from a younger one. */
    private final class Sizes implements TarScan.Listener {

        private final FilesMetadata ours;
        private final boolean isOwn;

        Sizes(FilesMetadata ours, boolean isOwn) {
            this.ours = ours;
            this.isOwn = isOwn;
        }

        @Override
        public void entry(TarEntry entry, int number, @Nullable Increment increment) {
            int mine = isOwn ? number : ours.find(entry.name()).orElse(-1);
            if (mine < 0) {
                return;
            }
            synchronized (folders) {
                if (entry.kind() == TarEntry.Kind.FOLDER) {
                    folders.set(mine);
                } else if (sizes[mine] == UNKNOWN) {
                    sizes[mine] = increment == null ? entry.size() : increment.fileBytes();
                }
                if (isOwn && increment != null) {
                    pages[mine] = increment.pages();
                }
            }
        }

        @Override
        public void damagedIncrement(TarEntry entry, int number, String why) {
            synchronized (folders) {
                findings.add(finding(FindingCode.INCREMENT_DAMAGED)
                        .with("names", entry.name())
                        .with("why", why));
            }
        }

        @Override
        public void content(TarScan.Special special, String name, byte[] bytes) {
            // pg_control was read for its own sake
        }
    }
}
