package dev.walkback.engine.backup;

import dev.walkback.engine.tar.TarEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * {@code files_metadata.json}: which files a backup consists of, how each is stored, and in which tar. Files go by number here,
 * from 0 to {@link #names()}, in some thirty bytes each: the document of a large cluster has a gigabyte and is read as a
 * stream.
 *
 * <p>A backup taken through the replication protocol describes files and nothing more: no folders, no tars, no databases.
 */
public final class FilesMetadata {

    /** How many names a finding gives before it only counts. */
    public static final int SOME = 10;

    private static final byte DESCRIBED = 1;
    private static final byte INCREMENTED = 2;
    private static final byte SKIPPED = 4;

    private final FileNames names = new FileNames();
    private final RelationNames relations = new RelationNames();
    private final Map<String, Integers> tars = new LinkedHashMap<>();
    private final List<String> hostile = new ArrayList<>();
    private byte[] flags = new byte[1 << 10];
    private long[] modified = new long[1 << 10];
    /** Null where no file was counted, which is so of most backups. */
    private long @Nullable [] updates;

    private long described;
    private long repeated;
    private long hostileNames;
    private long corruptPages;
    private long corruptFiles;

    /** Numbers, growing. */
    private static final class Integers {

        private int[] all = new int[16];
        private int count;

        void add(int number) {
            if (count == all.length) {
                all = Arrays.copyOf(all, count * 2);
            }
            all[count++] = number;
        }
    }

    private FilesMetadata() {}

    /** Reads the document; the stream is left to the caller to close. */
    public static Document<FilesMetadata> read(InputStream in) throws IOException {
        FilesMetadata metadata = new FilesMetadata();
        String why = FilesMetadataParser.read(in, metadata.new Filling());
        return why.isEmpty() ? new Document.Read<>(metadata) : new Document.Unreadable<>(why);
    }

    /** How many names occur in it: those of files it describes, and of entries that it only lists. */
    public int names() {
        return names.count();
    }

    public OptionalInt find(String name) {
        int number = names.find(name);
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    public String name(int number) {
        return names.name(number);
    }

    /** The folder it is in, with a slash at its end, as the name has it. */
    public String folder(int number) {
        return names.folder(number);
    }

    /** What the file is to a relation, going by its plain name alone. */
    public Optional<RelationFile> relationFile(int number) {
        long packed = names.packedRelation(number);
        return packed == RelationFile.NONE ? Optional.empty() : Optional.of(RelationFile.unpacked(packed));
    }

    /** Whether the file has a description: without one it is not restored. */
    public boolean isDescribed(int number) {
        return (flags[number] & DESCRIBED) != 0;
    }

    /** Only pages that changed since the parent are here. */
    public boolean isIncremented(int number) {
        return (flags[number] & INCREMENTED) != 0;
    }

    /** Unchanged since the parent, and not here. */
    public boolean isSkipped(int number) {
        return (flags[number] & SKIPPED) != 0;
    }

    /** When its content was last written, in nanoseconds since 1970; {@link Long#MIN_VALUE} where that is not told. */
    public long modifiedNanos(int number) {
        return modified[number];
    }

    /** How often the relation had been written to, where the backup was packed by that; else 0. */
    public long updates(int number) {
        return updates == null || number >= updates.length ? 0 : updates[number];
    }

    /** Whether other files lie in it. An empty folder cannot be told from a file here. */
    public boolean isFolder(int number) {
        return names.isFolder(names.name(number));
    }

    /** How many files and folders are described. */
    public long described() {
        return described;
    }

    /** By the names of their objects, without folders, as they were packed. */
    public List<String> tars() {
        return List.copyOf(tars.keySet());
    }

    /** Numbers of what a tar holds; none for a tar that is not listed. */
    public int[] entries(String tar) {
        Integers entries = tars.get(tar);
        return entries == null ? new int[0] : Arrays.copyOf(entries.all, entries.count);
    }

    public RelationNames relations() {
        return relations;
    }

    /** Names that were described more than once: the last description counts. */
    public long repeatedNames() {
        return repeated;
    }

    /** How many names would lead out of the data directory, and the first few of them. */
    public long hostileNames() {
        return hostileNames;
    }

    public List<String> someHostileNames() {
        return List.copyOf(hostile);
    }

    /** Pages whose checksum was wrong when the backup was made; WAL-G noted them and went on. */
    public long corruptPages() {
        return corruptPages;
    }

    public long filesWithCorruptPages() {
        return corruptFiles;
    }

    /** What the parser tells, into the columns. */
    private final class Filling implements FilesMetadataParser.Listener {

        private Integers tar = new Integers();

        @Override
        public void file(String name, FilesMetadataParser.Description description) {
            int number = number(name);
            if (isDescribed(number)) {
                repeated++;
            } else {
                described++;
            }
            flags[number] = (byte)
                    (DESCRIBED | (description.incremented() ? INCREMENTED : 0) | (description.skipped() ? SKIPPED : 0));
            modified[number] = description.modifiedNanos();
            if (description.updates() > 0) {
                long[] grown = updates == null ? new long[modified.length] : updates;
                updates = number < grown.length ? grown : Arrays.copyOf(grown, modified.length);
                updates[number] = description.updates();
            }
            if (description.corruptPages() > 0) {
                corruptFiles++;
                corruptPages += description.corruptPages();
            }
        }

        @Override
        public void tar(String name) {
            if (tars.size() >= FileNames.MOST_NAMES / 16) {
                throw new FilesMetadataParser.TooLargeException("it lists too many tars");
            }
            tar = tars.computeIfAbsent(name, fresh -> new Integers());
        }

        @Override
        public void entry(String name) {
            tar.add(number(name));
        }

        @Override
        public void database(String name, long oid) {
            relations.database(name, oid);
        }

        @Override
        public void relation(String name, long oid, long filenode, String under) {
            relations.relation(name, oid, filenode, under);
        }

        private int number(String name) {
            int before = names.count();
            int number = names.add(name);
            if (number == before) {
                if (number == flags.length) {
                    flags = Arrays.copyOf(flags, number * 2);
                    modified = Arrays.copyOf(modified, number * 2);
                }
                modified[number] = FileTime.NONE;
                if (TarEntry.leadsOutside(name)) {
                    hostileNames++;
                    if (hostile.size() < SOME) {
                        hostile.add(name);
                    }
                }
            }
            return number;
        }
    }
}
