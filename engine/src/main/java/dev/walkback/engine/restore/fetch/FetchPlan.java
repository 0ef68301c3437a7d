package dev.walkback.engine.restore.fetch;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestoreStep;
import dev.walkback.storage.ObjectInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which tars are unpacked, in which order, and what of them is wanted. Made from documents alone; nothing was fetched yet.
 *
 * <p>The order is that of the parts: the newest backup's first, then its parent's, and so on; the tars that make a server believe in
 * the directory, {@code backup_label} and {@code pg_control}, at the very end.
 */
public final class FetchPlan {

    private final Chain chain;
    private final Destination destination;
    private final Map<String, Path> tablespaces;
    private final Manner manner;
    private final Selection selection;
    private final List<Part> parts;
    private final boolean moved;

    /**
     * One tar to be fetched.
     *
     * @param number from 0, in the order of fetching
     * @param layer how many steps back from the wanted backup
     * @param last whether it waits until everything else is there
     * @param listed names that the files metadata says are in it and wanted; -1 where it does not say
     */
    public record Part(int number, int layer, Backup backup, ObjectInfo tar, boolean last, long listed) {

        public String key() {
            return tar.key();
        }

        boolean isPgControl() {
            return isNamed(tar, "pg_control");
        }
    }

    /**
     * @param metadata reads the files metadata of a member, or tells that there is none; asked newest first, once for each
     * @param tablespaces by the name of the link in {@code pg_tblspc}, where each goes: absolute, whole paths
     * @param wanted whether a file is, by its name as the tars have it; folders are made in any case
     */
    public static FetchPlan of(
            Chain chain,
            Function<? super Backup, @Nullable FilesMetadata> metadata,
            Destination destination,
            Map<String, Path> tablespaces,
            Predicate<String> wanted,
            Manner manner) {
        List<Backup> newestFirst = chain.members().reversed();
        List<Part> parts = new ArrayList<>();
        Selection selection = null;
        for (int layer = 0; layer < newestFirst.size(); layer++) {
            Backup backup = newestFirst.get(layer);
            FilesMetadata files = metadata.apply(backup);
            if (selection == null) {
                selection = new Selection(files, wanted);
            } else if (!selection.isOpen() && !manner.parentsFolders()) {
                break;
            }
            selection.add(files);
            addParts(parts, layer, backup, files, selection, manner);
        }
        if (selection == null) {
            throw new IllegalArgumentException("a chain without members");
        }
        addLast(parts, newestFirst.getFirst());
        return new FetchPlan(chain, destination, tablespaces, manner, selection, parts);
    }

    private FetchPlan(
            Chain chain,
            Destination destination,
            Map<String, Path> tablespaces,
            Manner manner,
            Selection selection,
            List<Part> parts) {
        this.chain = chain;
        this.destination = destination;
        this.tablespaces = new TreeMap<>(tablespaces);
        this.manner = manner;
        this.selection = selection;
        this.parts = List.copyOf(parts);
        this.moved = !this.tablespaces.equals(recorded(chain));
    }

    private static Map<String, Path> recorded(Chain chain) {
        Map<String, Path> places = new TreeMap<>();
        chain.members()
                .getLast()
                .sentinel()
                .optional()
                .map(Sentinel::spec)
                .ifPresent(spec -> spec.places().forEach((name, place) -> places.put(name, Path.of(place))));
        return places;
    }

    private static void addParts(
            List<Part> parts,
            int layer,
            Backup backup,
            @Nullable FilesMetadata files,
            Selection selection,
            Manner manner) {
        for (ObjectInfo tar : backup.objects().tars()) {
            if (isOfTheLast(tar)) {
                continue;
            }
            String name = tar.key().substring(tar.key().lastIndexOf('/') + 1);
            if (layer == 0 || files == null || selection.needs(layer, files, name, manner.parentsFolders())) {
                parts.add(new Part(parts.size(), layer, backup, tar, false, listed(layer, files, name, selection)));
            }
        }
    }

    private static long listed(int layer, @Nullable FilesMetadata files, String tar, Selection selection) {
        if (files == null || !files.tars().contains(tar)) {
            return -1;
        }
        long count = 0;
        for (int theirs : files.entries(tar)) {
            int number = selection.number(files.name(theirs));
            if (selection.isKnown(number) && selection.use(layer, number) != Selection.Use.NOT_WANTED) {
                count++;
            }
        }
        return count;
    }

    /** pg_control.tar after backup_label.tar: with it the directory is a cluster. */
    private static void addLast(List<Part> parts, Backup newest) {
        for (boolean control : new boolean[] {false, true}) {
            for (ObjectInfo tar : newest.objects().tars()) {
                if (isOfTheLast(tar) && isNamed(tar, "pg_control") == control) {
                    parts.add(new Part(parts.size(), 0, newest, tar, true, -1));
                }
            }
        }
    }

    private static boolean isOfTheLast(ObjectInfo tar) {
        return isNamed(tar, "pg_control") || isNamed(tar, "backup_label");
    }

    private static boolean isNamed(ObjectInfo tar, String stem) {
        String name = tar.key().substring(tar.key().lastIndexOf('/') + 1);
        return name.equals(stem + ".tar") || name.startsWith(stem + ".tar.");
    }

    public Chain chain() {
        return chain;
    }

    public Destination destination() {
        return destination;
    }

    /** By the name of the link in {@code pg_tblspc}, where each goes. */
    public Map<String, Path> tablespaces() {
        return tablespaces;
    }

    public Manner manner() {
        return manner;
    }

    /** In the order of fetching. */
    public List<Part> parts() {
        return parts;
    }

    /** How many files no backup of the chain has, though a delta says that its parent does. */
    public long missingFiles() {
        return selection.countAstray();
    }

    /** Some of their names. */
    public List<String> someMissingFiles() {
        return selection.astray(FilesMetadata.SOME);
    }

    /** How many stored bytes are read. */
    public long storedBytes() {
        return parts.stream().mapToLong(part -> part.tar().size()).sum();
    }

    /** About how many bytes will stand in files, as the backups themselves tell; 0 where they do not. */
    public long plainBytes() {
        Backup newest = chain.members().getLast();
        long catalog = newest.sentinel().optional().map(Sentinel::catalogBytes).orElse(0L);
        long full = chain.members()
                .getFirst()
                .sentinel()
                .optional()
                .map(Sentinel::uncompressedBytes)
                .orElse(0L);
        return catalog > 0 ? catalog : full;
    }

    /** What is written into the journal, one step a part. */
    public List<RestoreStep> steps() {
        return parts.stream().map(FetchPlan::step).toList();
    }

    static RestoreStep step(Part part) {
        ObjectInfo tar = part.tar();
        Facts before = new Facts(Map.of("size_bytes", tar.size()))
                .with("modified", tar.modified().toString());
        return new RestoreStep(
                Phase.FETCH,
                "fetch",
                tar.key(),
                tar.etag() == null ? before : before.with("etag", tar.etag()),
                "fetch " + tar.key());
    }

    Selection selection() {
        return selection;
    }

    /** A server would make the links of {@code tablespace_map} over ours, and they would lead to where things were. */
    boolean leavesTablespaceMapOut() {
        return moved;
    }

    boolean hasPgControl() {
        return parts.stream().anyMatch(Part::isPgControl);
    }
}
