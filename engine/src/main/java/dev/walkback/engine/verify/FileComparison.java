package dev.walkback.engine.verify;

import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.RelationFile;
import dev.walkback.engine.verify.BackupDifference.FileChanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through the files of two backups and adds up what became of each, relation by relation. */
final class FileComparison {

    /** Of a cluster with more changed relations than this only the files are counted. */
    private static final int MOST_RELATIONS = 1 << 20;

    private final ComparedBackup a;
    private final ComparedBackup b;
    private final FilesMetadata before;
    private final FilesMetadata after;
    private final boolean sizesAreKnown;
    private final Map<RelationKey, RelationSum> relations = new HashMap<>();
    private final List<String> someAdded = new ArrayList<>();
    private final List<String> someRemoved = new ArrayList<>();
    private long added;
    private long removed;
    private long touched;
    private long unchanged;
    private long grown;
    private long shrunk;
    private long bytes;

    /** A relation's place in the data directory, without the slash in front that remote backups lack. */
    record RelationKey(String folder, long filenode) {}

    /** Its files together, as far as any of them changed. */
    static final class RelationSum {

        long filesBefore;
        long filesAfter;
        long bytesBefore;
        long bytesAfter;
        long pages;
        boolean knowsBefore = true;
        boolean knowsAfter = true;
        boolean knowsPages;
        boolean changed;
    }

    FileComparison(
            ComparedBackup a, FilesMetadata before, ComparedBackup b, FilesMetadata after, boolean sizesAreKnown) {
        this.a = a;
        this.b = b;
        this.before = before;
        this.after = after;
        this.sizesAreKnown = sizesAreKnown;
        for (int number = 0; number < after.names(); number++) {
            if (after.isDescribed(number) && !b.isFolder(number)) {
                after(number);
            }
        }
        for (int number = 0; number < before.names(); number++) {
            if (before.isDescribed(number) && !a.isFolder(number)) {
                before(number);
            }
        }
    }

    FileChanges changes() {
        return new FileChanges(
                added,
                removed,
                touched,
                unchanged,
                sizesAreKnown ? grown : null,
                sizesAreKnown ? shrunk : null,
                sizesAreKnown ? bytes : null,
                someAdded,
                someRemoved);
    }

    /** Those of which any file changed. */
    Map<RelationKey, RelationSum> relations() {
        relations.values().removeIf(sum -> !sum.changed);
        return relations;
    }

    private void after(int number) {
        String name = after.name(number);
        int earlier = find(before, name);
        boolean changed = earlier < 0 || hasChanged(earlier, number);
        if (earlier < 0) {
            added++;
            bytes += Math.max(0, b.size(number));
            keep(someAdded, name);
        } else if (changed) {
            touched++;
            long growth = growth(earlier, number);
            bytes += growth;
            grown += growth > 0 ? 1 : 0;
            shrunk += growth < 0 ? 1 : 0;
        } else {
            unchanged++;
        }
        RelationSum sum = sum(after, number);
        if (sum != null) {
            sum.filesAfter++;
            sum.changed |= changed;
            sum.knowsAfter &= b.size(number) != ComparedBackup.UNKNOWN;
            sum.bytesAfter += Math.max(0, b.size(number));
            if (b.pages(number) != ComparedBackup.UNKNOWN) {
                sum.knowsPages = true;
                sum.pages += b.pages(number);
            }
        }
    }

    private void before(int number) {
        String name = before.name(number);
        boolean gone = find(after, name) < 0;
        if (gone) {
            removed++;
            bytes -= Math.max(0, a.size(number));
            keep(someRemoved, name);
        }
        RelationSum sum = sum(before, number);
        if (sum != null) {
            sum.filesBefore++;
            sum.changed |= gone;
            sum.knowsBefore &= a.size(number) != ComparedBackup.UNKNOWN;
            sum.bytesBefore += Math.max(0, a.size(number));
        }
    }

    /** A file that was written has another time. One that was only copied has too, and then its increment is empty. */
    private boolean hasChanged(int earlier, int number) {
        long time = after.modifiedNanos(number);
        if (time != Long.MIN_VALUE && time == before.modifiedNanos(earlier)) {
            return false;
        }
        boolean sameSize = b.size(number) != ComparedBackup.UNKNOWN && b.size(number) == a.size(earlier);
        return !(sameSize && b.pages(number) == 0);
    }

    private long growth(int earlier, int number) {
        boolean known = a.size(earlier) != ComparedBackup.UNKNOWN && b.size(number) != ComparedBackup.UNKNOWN;
        return known ? b.size(number) - a.size(earlier) : 0;
    }

    private @Nullable RelationSum sum(FilesMetadata metadata, int number) {
        Optional<RelationFile> file = metadata.relationFile(number);
        String folder = withoutSlashes(metadata.folder(number));
        if (file.isEmpty() || !holdsRelations(folder)) {
            return null;
        }
        RelationKey key = new RelationKey(folder, file.get().filenode());
        return relations.size() < MOST_RELATIONS
                ? relations.computeIfAbsent(key, fresh -> new RelationSum())
                : relations.get(key);
    }

    private static boolean holdsRelations(String folder) {
        return folder.equals("global") || folder.startsWith("base/") || folder.startsWith("pg_tblspc/");
    }

    private static String withoutSlashes(String folder) {
        int from = folder.startsWith("/") ? 1 : 0;
        return folder.length() > from ? folder.substring(from, folder.length() - 1) : "";
    }

    /** Names of remote backups lack the slash that those of others have. */
    private static int find(FilesMetadata metadata, String name) {
        int number = described(metadata, name);
        return number >= 0 ? number : described(metadata, name.startsWith("/") ? name.substring(1) : "/" + name);
    }

    private static int described(FilesMetadata metadata, String name) {
        int number = metadata.find(name).orElse(-1);
        return number >= 0 && metadata.isDescribed(number) ? number : -1;
    }

    private static void keep(List<String> some, String name) {
        if (some.size() < FilesMetadata.SOME) {
            some.add(name);
        }
    }
}
