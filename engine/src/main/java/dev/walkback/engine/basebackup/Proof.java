package dev.walkback.engine.basebackup;

import dev.walkback.engine.basebackup.BackupManifest.Entry;
import dev.walkback.engine.basebackup.BaseBackup.Part;
import dev.walkback.engine.basebackup.BaseBackup.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds what is read against the manifest, file by file; at the end of a part it knows which of its files were not there. */
final class Proof {

    /** Beyond so many, more would tell nobody more. */
    static final int MOST_DEFECTS = 200;

    private final @Nullable BackupManifest manifest;
    private final Set<String> ownTablespaces;
    private final Set<String> seen = new HashSet<>();
    private final List<Defect> defects = new ArrayList<>();
    private long proved;

    /** @param manifest null where there is none: then only what is there twice can be told */
    Proof(@Nullable BackupManifest manifest, BaseBackup backup) {
        this.manifest = manifest;
        this.ownTablespaces = new HashSet<>();
        backup.tablespaces().forEach(part -> ownTablespaces.add(part.tablespace()));
    }

    /** Before a file's content is read. False when it is not what is listed, so that nothing of it should be put anywhere. */
    boolean begins(String path, long bytes) {
        if (!seen.add(path)) {
            add(Defect.Kind.FILE_TWICE, path, "it is in the backup twice");
            return false;
        }
        if (manifest == null || BackupManifest.isExempt(path)) {
            return true;
        }
        Entry entry = manifest.files().get(path);
        if (entry == null) {
            add(Defect.Kind.FILE_UNLISTED, path, "it is there, and the manifest does not list it");
            return false;
        }
        if (entry.bytes() != bytes) {
            add(Defect.Kind.FILE_WRONG_SIZE, path, "it has " + bytes + " bytes instead of " + entry.bytes());
            return false;
        }
        return true;
    }

    /** What to reckon while a file is read. */
    RunningChecksum checksum(String path) {
        Entry entry = manifest == null || BackupManifest.isExempt(path)
                ? null
                : manifest.files().get(path);
        return (entry == null ? ChecksumAlgorithm.NONE : entry.algorithm()).start();
    }

    void ended(String path, RunningChecksum sum) {
        Entry entry = manifest == null || BackupManifest.isExempt(path)
                ? null
                : manifest.files().get(path);
        if (entry == null) {
            return;
        }
        String found = sum.hex();
        if (found.equals(entry.checksum())) {
            proved++;
        } else {
            add(
                    Defect.Kind.FILE_ALTERED,
                    path,
                    "its " + entry.algorithm() + " is " + found + " instead of " + entry.checksum());
        }
    }

    /** All that the part has to bring was read. */
    void partEnds(Part part) {
        if (manifest == null || part.role() == Role.WAL) {
            return;
        }
        for (String path : manifest.files().keySet()) {
            if (belongs(path, part) && !seen.contains(path) && !BackupManifest.isExempt(path)) {
                add(Defect.Kind.FILE_MISSING, path, "the manifest lists it, and " + part.name() + " does not have it");
            }
        }
    }

    private boolean belongs(String path, Part part) {
        String tablespace = tablespace(path);
        return part.role() == Role.TABLESPACE
                ? tablespace.equals(part.tablespace())
                : !ownTablespaces.contains(tablespace);
    }

    /** The number of a tablespace; empty for what is in none. */
    private static String tablespace(String path) {
        if (!path.startsWith("pg_tblspc/")) {
            return "";
        }
        int from = "pg_tblspc/".length();
        int slash = path.indexOf('/', from);
        return slash < 0 ? "" : path.substring(from, slash);
    }

    private void add(Defect.Kind kind, String subject, String why) {
        if (defects.size() < MOST_DEFECTS) {
            defects.add(new Defect(kind, subject, why));
        }
    }

    List<Defect> defects() {
        return List.copyOf(defects);
    }

    /** How many files had the checksum that they should. */
    long proved() {
        return proved;
    }

    long seen() {
        return seen.size();
    }
}
